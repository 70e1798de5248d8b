package io.ropewalk.queues;

import io.ropewalk.testkit.StrandKind;

/** Storms on platform threads. */
class ArrangedStormTest extends ArrangedStorm {
    ArrangedStormTest() {
        super(StrandKind.PLATFORM);
    }
}
