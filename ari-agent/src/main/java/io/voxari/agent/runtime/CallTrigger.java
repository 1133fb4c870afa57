package io.voxari.agent.runtime;

/** What can move a call on. */
enum CallTrigger {
    /** Resolver: a workflow takes the call. */
    ACCEPTED,
    /** Quota check: the call may run. */
    GRANTED,
    /** Resolver, quota check, or our own deadline for either: the call is not taken. */
    REFUSED,
    /** Resolver: the dialplan goes on with the call; or ARI response or event: it, or another switch, has it now. */
    CONTINUED,
    /** Agent: it is open. */
    AGENT_READY,
    /** ARI event StasisStart of the media channel, and MEDIA_START on its socket. */
    MEDIA_READY,
    /** Our answer policy: it is time; or ARI event of whom we call: answered. */
    PICKED_UP,
    /** ARI responses: the caller is answered, and both channels are in the bridge. */
    CONNECTED,
    /** Media: the socket closed, or the channel ended, and another one is tried. */
    MEDIA_LOST,
    /** Media: another connection stands, and the caller hears the agent again. */
    MEDIA_RESTORED,
    /** Agent: send the caller elsewhere. */
    TRANSFER_BEGUN,
    /** ARI responses or events: the caller cannot be sent there and is with the agent again. */
    TRANSFER_FAILED,
    /** ARI responses: the caller and whom it was sent to are in one bridge. */
    TRANSFER_DONE,
    /** ARI event: whom the caller was sent to has hung up. */
    TARGET_GONE,
    /** Agent: hang up when all that was written has been heard. */
    HANGUP_WHEN_HEARD,
    /** Media: all that was written has been heard, or the deadline for that has passed. */
    HEARD,
    /** ARI event StasisEnd or ChannelDestroyed of the caller's channel. */
    CALLER_GONE,
    /** Agent: hang up now. */
    AGENT_HUNG_UP,
    /** Agent: it threw, gave up, or did not open in time. */
    AGENT_FAILED,
    /** Media: the socket closed, or the channel ended, or neither came in time. */
    MEDIA_FAILED,
    /** ARI: a request of the set-up failed or was not answered in time, or Asterisk lost the call. */
    ASTERISK_FAILED,
    /** Our application: it gives up a call that it wanted. */
    CANCELLED,
    /** Our application: it is shutting down. */
    SHUTDOWN,
    /** Our own: all that was started for the call is closed. */
    TAKEN_DOWN
}
