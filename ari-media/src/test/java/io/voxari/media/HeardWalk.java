package io.voxari.media;

import io.voxari.testkit.asterisk.HeardAudio;

/**
 * How much of a known sound is in what was heard, in order and sample by sample. A hole on the way is stepped over: a
 * machine that is busy with other things makes some, and they are judged by their length, not by the sound around them.
 *
 * @param begin where the sound begins in what was heard; -1 if it does not
 * @param matched so many samples of the sound are there from its beginning
 * @param last the place of the last of them in what was heard
 */
record HeardWalk(int begin, int matched, int last) {
    private static final int SURE = 40;

    static HeardWalk of(HeardAudio audio, byte[] sound) {
        byte[] heard = audio.ulaw();
        int begin = -1;
        for (int i = 0; i + SURE <= heard.length && begin < 0; i++) {
            if (same(heard, i, sound, 0)) {
                begin = i;
            }
        }
        int at = begin;
        int matched = 0;
        int last = begin;
        while (begin >= 0 && matched < sound.length && at < heard.length) {
            if (heard[at] == sound[matched]) {
                last = at++;
                matched++;
                continue;
            }
            while (at < heard.length && heard[at] == (byte) 0xFF) {
                at++;
            }
            if (!same(heard, at, sound, matched)) {
                break;
            }
        }
        return new HeardWalk(begin, matched, last);
    }

    private static boolean same(byte[] heard, int at, byte[] sound, int from) {
        int length = Math.min(SURE, sound.length - from);
        if (at + length > heard.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (heard[at + i] != sound[from + i]) {
                return false;
            }
        }
        return true;
    }
}
