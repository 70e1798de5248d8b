package io.ropewalk.queues;

import io.ropewalk.testkit.StrandKind;

/** Storms on platform threads. */
class DropStormTest extends DropStorm {
    DropStormTest() {
        super(StrandKind.PLATFORM);
    }
}
