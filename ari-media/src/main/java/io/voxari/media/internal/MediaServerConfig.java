package io.voxari.media.internal;

import io.voxari.media.MediaLimits;
import io.voxari.media.MediaListener;
import io.voxari.media.MediaStart;
import java.nio.channels.spi.SelectorProvider;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The settings of a server. The password goes in and does not come out. Immutable. */
public final class MediaServerConfig {
    final String host;
    final int port;
    final String path;
    final @Nullable BasicCredentials credentials;
    final MediaLimits limits;
    final int ioThreads;
    final @Nullable Function<MediaStart, @Nullable MediaListener> unexpected;
    final NanoClock clock;
    final @Nullable ScheduledExecutorService scheduler;
    final SelectorProvider provider;

    /**
     * Collects the settings.
     *
     * @param host address to listen on
     * @param port port to listen on
     * @param path path served
     * @param user user, or null
     * @param password password, or null
     * @param limits limits
     * @param ioThreads threads that read
     * @param unexpected admission of channels nobody announced, or null
     * @param time another time than the system's, or null
     * @param provider makes the sockets
     */
    public MediaServerConfig(
            String host,
            int port,
            String path,
            @Nullable String user,
            @Nullable String password,
            MediaLimits limits,
            int ioThreads,
            @Nullable Function<MediaStart, @Nullable MediaListener> unexpected,
            @Nullable Time time,
            SelectorProvider provider) {
        this.host = host;
        this.port = port;
        this.path = path;
        this.credentials = user == null || password == null ? null : new BasicCredentials(user, password);
        this.limits = limits;
        this.ioThreads = ioThreads;
        this.unexpected = unexpected;
        this.clock = time == null ? NanoClock.system() : NanoClock.of(time.clock());
        this.scheduler = time == null ? null : time.scheduler();
        this.provider = provider;
    }

    /**
     * Another time than the system's.
     *
     * @param scheduler runs short tasks after delays of it
     * @param clock tells it
     */
    public record Time(ScheduledExecutorService scheduler, InstantSource clock) {}

    Pacer pacer() {
        return scheduler == null ? new ThreadPacer("voxari-media-pacer", clock) : new ScheduledPacer(scheduler, clock);
    }
}
