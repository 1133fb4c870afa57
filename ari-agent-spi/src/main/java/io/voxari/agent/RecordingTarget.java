package io.voxari.agent;

import java.nio.file.Path;
import java.util.Objects;

/** Where a recording of a call goes. */
public sealed interface RecordingTarget {

    /**
     * To a WAV file of this process: two channels of 16-bit samples, the other party left, the agent right. The file plays at
     * any time, also when the process dies: all but the last second and a half is in it by then.
     *
     * @param path the file; one that is there is replaced
     */
    record WavFile(Path path) implements RecordingTarget {
        /**
         * Checks the part.
         *
         * @param path the file
         */
        public WavFile {
            Objects.requireNonNull(path, "path");
        }
    }

    /**
     * To code of the application, as it comes.
     *
     * @param sink takes the samples; used for one recording
     */
    record Sink(RecordingSink sink) implements RecordingTarget {
        /**
         * Checks the part.
         *
         * @param sink takes the samples
         */
        public Sink {
            Objects.requireNonNull(sink, "sink");
        }
    }

    /**
     * To a file of Asterisk's own, below its recording folder: all who are in the call, mixed into one channel. It goes on when
     * the caller was transferred to somebody whom Asterisk called.
     *
     * @param name the file's name without its ending; may have folders, such as {@code 2026/11/call-1}
     * @param format the file's ending, such as {@code wav}, {@code ulaw} or {@code gsm}
     */
    record OnAsterisk(String name, String format) implements RecordingTarget {
        /**
         * Checks the parts.
         *
         * @param name the file's name without its ending
         * @param format the file's ending
         * @throws IllegalArgumentException if one of them is blank, has control characters, or leads out of the folder
         */
        public OnAsterisk {
            if (name.isBlank() || name.startsWith("/") || name.contains("..") || hasControl(name)) {
                throw new IllegalArgumentException(
                        "\"" + name + "\" is no name of a recording; give such as 2026/11/call-1");
            }
            if (format.isBlank() || !format.chars().allMatch(Character::isLetterOrDigit)) {
                throw new IllegalArgumentException("\"" + format + "\" is no format of a recording; give such as wav");
            }
        }

        private static boolean hasControl(String text) {
            return text.chars().anyMatch(Character::isISOControl);
        }
    }
}
