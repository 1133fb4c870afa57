package io.voxari.media;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** A place in the audio written, and the news that it was played. */
public interface PlayoutMark {
    /** {@return the mark's place on the line of audio written} */
    Duration position();

    /** {@return a stage that completes once, when the mark is reached or never will be; it does not fail} */
    CompletionStage<MarkOutcome> reached();
}
