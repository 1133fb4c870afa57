package io.voxari.testkit.internal;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What channels come to that are in no application: the extensions of the project's own dialplan. Only the loop's thread. */
final class Dialplan {
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9].+");
    /** As the documents have it: decides who answered, and comes back to the application. */
    private static final String AMD_CONTEXT = "voxari-amd";

    private static final int NO_CIRCUIT = 34;
    private static final int UNALLOCATED = 1;

    private final Pbx pbx;

    Dialplan(Pbx pbx) {
        this.pbx = pbx;
    }

    /** Begins at an extension: numbers lead to the application. */
    void enter(PbxChannel channel, String context, String extension) {
        boolean answersFirst = extension.startsWith("up");
        channel.extension = answersFirst ? extension.substring(2) : extension;
        channel.context = answersFirst ? "from-external-answered" : context;
        channel.priority = 1;
        channel.appData = "";
        channel.ear = null;
        if (NUMBER.matcher(channel.extension).matches()) {
            if (answersFirst || context.equals("from-external-answered")) {
                pbx.life.answer(channel);
                channel.priority = 2;
            }
            stasis(channel, List.of());
        } else if (extension.equals("args")) {
            stasis(channel, List.of("a", "b"));
        } else if (extension.equals("echo")) {
            channel.appName = "Echo";
            channel.ear = channel::hear;
            pbx.life.answer(channel);
        } else if (context.equals(AMD_CONTEXT) && extension.equals("s")) {
            guess(channel);
        } else {
            pbx.life.hangUp(channel, UNALLOCATED);
        }
    }

    private void stasis(PbxChannel channel, List<String> args) {
        if (!pbx.life.enterStasis(channel, pbx.settings.app(), args)) {
            pbx.life.hangUp(channel, NO_CIRCUIT);
        }
    }

    private void guess(PbxChannel channel) {
        AnswerGuess guess = new AnswerGuess();
        channel.appName = "AMD";
        channel.ear = ulaw -> {
            Optional<AnswerGuess.Guess> made = guess.hear(ulaw);
            if (made.isPresent()) {
                channel.ear = null;
                channel.priority = 2;
                channel.variables.put("AMDSTATUS", made.get().status());
                channel.variables.put("AMDCAUSE", made.get().cause());
                stasis(channel, List.of("amd", made.get().status(), made.get().cause()));
            }
        };
    }
}
