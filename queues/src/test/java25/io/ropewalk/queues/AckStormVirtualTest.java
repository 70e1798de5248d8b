package io.ropewalk.queues;

import io.ropewalk.testkit.StrandKind;

/** Storms of tickets on virtual threads. */
class AckStormVirtualTest extends AckStorm {
    AckStormVirtualTest() {
        super(StrandKind.VIRTUAL);
    }
}
