package io.ropewalk.queues;

import io.ropewalk.testkit.StrandKind;

/** Storms on virtual threads. */
class ArrangedStormVirtualTest extends ArrangedStorm {
    ArrangedStormVirtualTest() {
        super(StrandKind.VIRTUAL);
    }
}
