/**
 * What all of Ropewalk stands on: the contract of channels, deadlines, diagnostics, and the one
 * kernel in which everything waits.
 */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // the kernel is exported to siblings that may not be there
module io.ropewalk.core {
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.core;
    requires jdk.jfr;
    requires org.slf4j;

    exports io.ropewalk.core;
    exports io.ropewalk.core.time;
    exports io.ropewalk.core.wait to
            io.ropewalk.coroutines,
            io.ropewalk.ipc,
            io.ropewalk.pipelines,
            io.ropewalk.queues,
            io.ropewalk.sync,
            io.ropewalk.testkit;

    uses io.ropewalk.core.wait.StrandProvider;

    opens io.ropewalk.core.wait to
            jdk.jfr;
}
