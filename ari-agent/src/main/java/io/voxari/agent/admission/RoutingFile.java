package io.voxari.agent.admission;

import io.voxari.agent.CallOffer;
import io.voxari.agent.NumberPlan;
import io.voxari.agent.Resolution;
import io.voxari.agent.WorkflowResolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the workflow of a call by the number that was called, in a file that is read again when it changes.
 *
 * <p>A file whose name ends with {@code .json}:
 *
 * <pre>{@code
 * {
 *   "country": "DE",
 *   "routes": {
 *     "8000": "reception",
 *     "+49 30 1234567": {"workflow": "sales", "attributes": {"language": "de"}},
 *     "berlin|8000": "reception-berlin",
 *     "*": "reception"
 *   }
 * }
 * }</pre>
 *
 * <p>Any other file is one of properties in UTF-8, {@code 8000 = reception}, the numbers without blanks, where {@code
 * country} may stand too. {@code name|number} is a route of the Asterisk of that name, {@code *} stands for all other
 * numbers. Numbers are compared as in {@link Routes}.
 *
 * <p>Whether the file has changed is looked at when a call comes, once a second at most. A file that cannot be read, or
 * not understood, leaves the routes as they were; that is logged once as a warning, and {@link #problem()} says it until
 * the file is right again.
 *
 * <p>Thread-safe. Reading blocks the thread that asks, for as long as the disk takes.
 */
public final class RoutingFile implements WorkflowResolver {
    private static final Logger LOG = LoggerFactory.getLogger(RoutingFile.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** A file may change twice within what its time stamp tells apart: one this young is read again. */
    private static final Duration YOUNG = Duration.ofSeconds(3);

    private final Path file;
    private final @Nullable NumberPlan plan;
    private final LongSupplier nanoTime;
    private volatile Routes routes;
    private volatile @Nullable String problem;

    // All below under the lock of this object.
    private long lookedAt;
    private Version version;

    /** What tells one state of the file from the next. */
    private record Version(
            FileTime modified, long size, @Nullable Object key) {}

    private RoutingFile(Path file, @Nullable NumberPlan plan, LongSupplier nanoTime) {
        this.file = file;
        this.plan = plan;
        this.nanoTime = nanoTime;
        this.lookedAt = nanoTime.getAsLong();
        try {
            this.version = versionOf(file);
            this.routes = RoutingText.parse(file, plan);
        } catch (IOException | IllegalArgumentException broken) {
            throw new IllegalArgumentException("the routes in " + file + " cannot be used: " + told(broken), broken);
        }
    }

    /**
     * {@return a resolver with the routes of a file}
     *
     * @param file the file; read at once
     * @throws IllegalArgumentException if it cannot be read or understood; the message says where it is wrong
     */
    public static RoutingFile at(Path file) {
        return new RoutingFile(Objects.requireNonNull(file, "file"), null, System::nanoTime);
    }

    /**
     * {@return a resolver with the routes of a file}
     *
     * @param file the file; read at once
     * @param plan how numbers are dialled where Asterisk is, unless the file says a country
     * @throws IllegalArgumentException if it cannot be read or understood; the message says where it is wrong
     */
    public static RoutingFile at(Path file, NumberPlan plan) {
        return new RoutingFile(file, Objects.requireNonNull(plan, "plan"), System::nanoTime);
    }

    /** For tests. */
    static RoutingFile at(Path file, LongSupplier nanoTime) {
        return new RoutingFile(file, null, nanoTime);
    }

    @Override
    public CompletionStage<Resolution> resolve(CallOffer offer) {
        lookAgain();
        return routes.resolve(offer);
    }

    /** {@return what is wrong with the file as it is now, while older routes are used; empty when they are its own} */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    private synchronized void lookAgain() {
        long now = nanoTime.getAsLong();
        if (now - lookedAt < LOOK.toNanos()) {
            return;
        }
        lookedAt = now;
        try {
            Version found = versionOf(file);
            boolean young = found.modified.toInstant().plus(YOUNG).isAfter(Instant.now());
            // What could not be read may be allowed by now, which changes nothing of it.
            if (found.equals(version) && !young && problem == null) {
                return;
            }
            boolean isNew = !found.equals(version);
            version = found;
            routes = RoutingText.parse(file, plan);
            if (isNew || problem != null) {
                LOG.info("{} has changed: {} routes", file, routes.size());
            }
            problem = null;
        } catch (IOException | IllegalArgumentException broken) {
            String told = told(broken);
            if (!told.equals(problem)) {
                LOG.warn("{} cannot be used as it is now; the routes stay as they were: {}", file, told);
            }
            problem = told;
        }
    }

    private static Version versionOf(Path file) throws IOException {
        BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
        return new Version(facts.lastModifiedTime(), facts.size(), facts.fileKey());
    }

    private static String told(Exception broken) {
        return broken instanceof IllegalArgumentException ? String.valueOf(broken.getMessage()) : broken.toString();
    }
}
