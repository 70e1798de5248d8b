package io.ropewalk.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How a dump reads. */
class DumpTest {
    private final Dump dump =
            new Dump(
                    List.of(
                            new Dump.Site(
                                    "Buffer[\"orders\"]",
                                    "receive",
                                    null,
                                    42,
                                    List.of(
                                            new Dump.Wait("worker-1", Duration.ofMillis(12)),
                                            new Dump.Wait("worker-2", Duration.ofSeconds(75)))),
                            new Dump.Site(
                                    "Mutex[a]",
                                    "lock",
                                    "main",
                                    1,
                                    List.of(new Dump.Wait("worker-3", Duration.ofMinutes(150))))),
                    List.of(
                            new Dump.Deadlock(
                                    List.of(
                                            new Dump.Link("worker-3", "lock", "Mutex[a]", "main"),
                                            new Dump.Link(
                                                    "main", "lock", "Mutex[b]", "worker-3")))));

    @Test
    void peopleReadWhoWaitsForWhat() {
        assertThat(dump)
                .hasToString(
                        """
                        Ropewalk: 43 waiting at 2 sites, 1 deadlocks

                        deadlock
                            worker-3 waits to lock Mutex[a], owned by main
                            main waits to lock Mutex[b], owned by worker-3

                        receive on Buffer["orders"]: 42 waiting
                            worker-1, for 12 ms
                            worker-2, for 75 s
                            and 40 more

                        lock on Mutex[a], owned by main: 1 waiting
                            worker-3, for 150 min
                        """);
    }

    @Test
    void programsReadJson() {
        assertThat(dump.toJson())
                .isEqualTo(
                        "{\"sites\":["
                            + "{\"subject\":\"Buffer[\\\"orders\\\"]\",\"operation\":\"receive\","
                            + "\"owner\":null,\"waiting\":42,\"waits\":["
                            + "{\"name\":\"worker-1\",\"ageNanos\":12000000},"
                            + "{\"name\":\"worker-2\",\"ageNanos\":75000000000}]},"
                            + "{\"subject\":\"Mutex[a]\",\"operation\":\"lock\","
                            + "\"owner\":\"main\",\"waiting\":1,\"waits\":["
                            + "{\"name\":\"worker-3\",\"ageNanos\":9000000000000}]}],"
                            + "\"deadlocks\":[[{\"strand\":\"worker-3\",\"operation\":\"lock\","
                            + "\"subject\":\"Mutex[a]\",\"owner\":\"main\"},"
                            + "{\"strand\":\"main\",\"operation\":\"lock\","
                            + "\"subject\":\"Mutex[b]\",\"owner\":\"worker-3\"}]]}");
    }

    @Test
    void anySubjectMakesWellFormedJson() throws IOException {
        String odd = "\"\\\n\u0000\u001f\u2028\ud83d\ude00 é";
        Dump strange = new Dump(List.of(new Dump.Site(odd, odd, odd, 0, List.of())), List.of());

        List<String> texts = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(strange.toJson())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    texts.add(parser.getText());
                }
            }
        }

        assertThat(texts).containsExactly(odd, odd, odd);
    }

    @Test
    void aDumpDoesNotChangeWithTheListsItWasMadeOf() {
        List<Dump.Site> sites = new ArrayList<>(dump.sites());
        Dump copy = new Dump(sites, dump.deadlocks());

        sites.clear();

        assertThat(copy).isEqualTo(dump);
    }

    @Test
    void nothingWaitsInAnEmptyDump() {
        assertThat(new Dump(List.of(), List.of()))
                .hasToString("Ropewalk: 0 waiting at 0 sites, 0 deadlocks\n")
                .extracting(Dump::toJson)
                .isEqualTo("{\"sites\":[],\"deadlocks\":[]}");
    }
}
