package io.voxari.agent.runtime;

/** What becomes of a call when the quota check is broken: when it throws, fails, or gives no answer in time. */
public enum QuotaFailure {
    /** It is refused with {@link io.voxari.agent.RefusalCause#TEMPORARY_FAILURE}: nothing runs that was not granted. */
    REFUSE,
    /** It runs, without a lease unless one comes later: a counter that is down does not close the line. */
    ALLOW
}
