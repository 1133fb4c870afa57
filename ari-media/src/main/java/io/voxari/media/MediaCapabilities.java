package io.voxari.media;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the {@code chan_websocket} of an Asterisk can do: by its version before a call, by what it says in one. Where
 * nothing is known, nothing is taken for granted, and a call in plain text works everywhere.
 *
 * <p>Releases read in the history of Asterisk's sources up to 22.11.0-rc1; behaviour seen on 22.10.1.
 *
 * @param websocketChannel whether there is such a channel: 20.16, 21.11, 22.6, 23.0
 * @param channelIdInStart whether {@link MediaStart} has the channel's id, without which a connection can be told from
 *     another only by the name of its channel: 20.17, 22.7, 23.1
 * @param json whether control messages can be JSON, which is asked for with {@code f(json)}: 20.18, 22.8, 23.2
 * @param marks whether marks are reported; else places are told by the clock and the end of the queue, as {@link
 *     MarkOutcome.Kind#ESTIMATED}: as {@code json}
 * @param direction whether {@link MediaCommand.SetDirection} and {@code d()} are known: 20.19, 22.9, 23.3
 */
public record MediaCapabilities(
        boolean websocketChannel, boolean channelIdInStart, boolean json, boolean marks, boolean direction) {
    /** Of an Asterisk of which nothing is known but that it has the channel. */
    public static final MediaCapabilities UNKNOWN = new MediaCapabilities(true, false, false, false, false);

    private static final Pattern VERSION = Pattern.compile("(?:^|[^0-9.])([0-9]{1,3})\\.([0-9]{1,3})(?:[^0-9]|$)");

    /**
     * {@return what an Asterisk of a version can do; {@link #UNKNOWN} if the text has no release, as that of a build from
     * Git}
     *
     * @param version {@code system.version} of {@code GET /ari/asterisk/info}: {@code 22.8.2}, {@code
     *     certified-22.8-cert4}, {@code GIT-22-…}
     */
    public static MediaCapabilities of(String version) {
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.find()) {
            return UNKNOWN;
        }
        int minor = Integer.parseInt(matcher.group(2));
        return switch (Integer.parseInt(matcher.group(1))) {
            case 20 -> since(minor, 16);
            // No more than bug fixes after 21.12.
            case 21 -> new MediaCapabilities(minor >= 11, false, false, false, false);
            case 22 -> since(minor, 6);
            case 23 -> since(minor, 0);
            default ->
                Integer.parseInt(matcher.group(1)) > 23
                        ? since(3, 0)
                        : new MediaCapabilities(false, false, false, false, false);
        };
    }

    /** In three branches the same came in the same order, a minor release each. */
    private static MediaCapabilities since(int minor, int first) {
        return new MediaCapabilities(
                minor >= first, minor >= first + 1, minor >= first + 2, minor >= first + 2, minor >= first + 3);
    }

    /**
     * {@return what is sure from how a connection began; whether directions are known does not show}
     *
     * @param start the beginning of a connection
     */
    public static MediaCapabilities seen(MediaStart start) {
        boolean json = start.controlFormat() == ControlFormat.JSON;
        return new MediaCapabilities(true, start.channelId() != null, json, json, false);
    }

    /** {@return what to give as {@code transport_data} of {@code externalMedia}; empty to leave it out} */
    public String transportData() {
        return json ? "f(json)" : "";
    }
}
