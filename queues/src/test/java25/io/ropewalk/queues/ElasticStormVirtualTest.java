package io.ropewalk.queues;

import io.ropewalk.testkit.StrandKind;

/** Storms on virtual threads. */
class ElasticStormVirtualTest extends ElasticStorm {
    ElasticStormVirtualTest() {
        super(StrandKind.VIRTUAL);
    }
}
