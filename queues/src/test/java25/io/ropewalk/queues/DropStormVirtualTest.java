package io.ropewalk.queues;

import io.ropewalk.testkit.StrandKind;

/** Storms on virtual threads. */
class DropStormVirtualTest extends DropStorm {
    DropStormVirtualTest() {
        super(StrandKind.VIRTUAL);
    }
}
