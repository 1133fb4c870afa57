package io.voxari.media.internal;

import io.voxari.media.MediaLimits;

/** What all connections of one end have in common. */
record MediaContext(MediaLimits limits, NanoClock clock, Pacer pacer, Helpers helpers) {}
