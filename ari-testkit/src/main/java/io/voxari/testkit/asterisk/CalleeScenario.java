package io.voxari.testkit.asterisk;

/** The scenario of somebody who is called, for sipp: the resource {@code callee.xml}, or a refusal. */
final class CalleeScenario {
    private CalleeScenario() {}

    /** {@return the scenario; audio is wanted at {@code rtpPort} of 127.0.0.1} */
    static String xml(CalleePlan plan, int rtpPort) {
        // For sipp no time at all means for ever.
        return Resources.text(plan.refusal().isPresent() ? "callee-refusing.xml" : "callee.xml")
                .replace("@status@", String.valueOf(plan.refusal().orElse(0)))
                .replace(
                        "@ringing@",
                        String.valueOf(Math.max(1, plan.ringingTime().toMillis())))
                .replace("@talking@", String.valueOf(plan.talkingTime().toMillis()))
                .replace("@wanted@", plan.onRefer() == OnRefer.UNEXPECTED ? "BYE" : "REFER")
                .replace("@then@", String.valueOf(plan.onRefer().label()))
                .replace("@became@", String.valueOf(plan.referStatus()))
                .replace("@after@", plan.onRefer() == OnRefer.FOLLOWS ? "3" : "8")
                .replace("@rtp@", String.valueOf(rtpPort))
                .replace("@same@", """
                        [last_Via:]
                        [last_From:]
                        [last_To:]
                        [last_Call-ID:]
                        [last_CSeq:]
                        Content-Length: 0
                        """);
    }
}
