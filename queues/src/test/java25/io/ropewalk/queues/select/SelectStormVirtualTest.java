package io.ropewalk.queues.select;

import io.ropewalk.testkit.StrandKind;

class SelectStormVirtualTest extends SelectStorm {
    SelectStormVirtualTest() {
        super(StrandKind.VIRTUAL);
    }
}
