package io.ropewalk.queues;

import io.ropewalk.testkit.StrandKind;

import org.junit.jupiter.api.Nested;

/** Each kind of acknowledged buffer, with virtual threads that wait. */
class AckChannelContractVirtualTest {
    @Nested
    class OneToOne extends AckChannelContract {
        OneToOne() {
            super(Parties.ONE, Parties.ONE, StrandKind.VIRTUAL);
        }
    }

    @Nested
    class ManyToOne extends AckChannelContract {
        ManyToOne() {
            super(Parties.MANY, Parties.ONE, StrandKind.VIRTUAL);
        }
    }

    @Nested
    class OneToMany extends AckChannelContract {
        OneToMany() {
            super(Parties.ONE, Parties.MANY, StrandKind.VIRTUAL);
        }
    }

    @Nested
    class ManyToMany extends AckChannelContract {
        ManyToMany() {
            super(Parties.MANY, Parties.MANY, StrandKind.VIRTUAL);
        }
    }
}
