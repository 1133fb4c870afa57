package io.voxari.ari;

/**
 * Asterisk answered, and the answer was not a success.
 *
 * <p>The status tells most: 400 a wrong parameter, 401 or 403 wrong credentials or a read-only user, 404 no such thing,
 * 409 not possible in this state, 412 the channel is not up, 422 not in a Stasis application, 5xx Asterisk's own trouble.
 */
public final class AriResponseException extends AriException {
    private static final long serialVersionUID = 1L;

    /** What Asterisk says of a path that it does not serve: its module is not loaded, or the address is wrong. */
    private static final String NO_SUCH_PATH = "Resource not found";

    /** The HTTP status code. */
    private final int status;

    /** The HTTP method. */
    private final String method;

    /** The path with its ids, without a query. */
    private final String path;

    /** What Asterisk said, cut. */
    private final String reason;

    /** Whether the path names a resource. */
    private final boolean namesResource;

    /** Whether that resource was there before. */
    private final boolean wasSeen;

    /**
     * Describes an answer.
     *
     * @param status the HTTP status code
     * @param method the HTTP method of the request
     * @param path the path of the request below {@code /ari}, with its ids, without a query
     * @param reason what Asterisk said; cut at 200 characters
     * @param namesResource whether the path names a resource by its id, so that a 404 means that it is gone
     */
    public AriResponseException(int status, String method, String path, String reason, boolean namesResource) {
        this(status, method, path, reason, namesResource, false);
    }

    /**
     * Describes an answer, and whether what the request named had been there.
     *
     * @param status the HTTP status code
     * @param method the HTTP method of the request
     * @param path the path of the request below {@code /ari}, with its ids, without a query
     * @param reason what Asterisk said; cut at 200 characters
     * @param namesResource whether the path names a resource by its id, so that a 404 means that it is gone
     * @param wasSeen whether an event or an earlier answer showed that resource to this client
     */
    public AriResponseException(
            int status, String method, String path, String reason, boolean namesResource, boolean wasSeen) {
        super(
                method + " " + quoted(path) + " was answered " + status
                        + (reason.isBlank() ? "" : ": " + quoted(reason)),
                null);
        this.status = status;
        this.method = method;
        this.path = path;
        this.reason = quoted(reason);
        this.namesResource = namesResource;
        this.wasSeen = wasSeen;
    }

    /** {@return the HTTP status code} */
    public int status() {
        return status;
    }

    /** {@return the HTTP method of the request} */
    public String method() {
        return method;
    }

    /** {@return the path of the request below {@code /ari}, with its ids, without a query} */
    public String path() {
        return path;
    }

    /** {@return what Asterisk said about it, at most 200 characters; empty if it said nothing} */
    public String reason() {
        return reason;
    }

    /**
     * {@return whether the channel, bridge or other thing that the request named does not exist (any more)}
     *
     * <p>Normal in the races of telephony: a caller may hang up while any request is on its way. For some milliseconds
     * before, when the channel has left its Stasis application and is not destroyed yet, the answer is 409 or 422 instead.
     */
    public boolean isGone() {
        return status == 404 && namesResource && !reason.equals(NO_SUCH_PATH);
    }

    /**
     * {@return whether what the request named {@link #isGone()} and had been there: it vanished, and the id is not a wrong one}
     *
     * <p>The client has seen a channel, bridge, playback or live recording when an event told that it began, entered the
     * application or ended, or when a request that named it succeeded. It remembers the last 10,000 of these. False for
     * things of other kinds.
     */
    public boolean hasVanished() {
        return isGone() && wasSeen;
    }

    /** {@return whether Asterisk refuses the credentials (401) or what the user may do (403)} */
    public boolean isDenied() {
        return status == 401 || status == 403;
    }
}
