package io.ropewalk.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class JsonTest {
    @Test
    void an_object_is_one_line_with_null_for_what_is_unknown() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("text", "a\n\"b\"");
        fields.put("number", 3);
        fields.put("fraction", 0.5);
        fields.put("unknown", Double.NaN);
        fields.put("absent", null);
        fields.put("list", List.of(1.5, 2.5));

        assertThat(Json.line(fields))
                .isEqualTo(
                        "{\"text\":\"a\\n\\\"b\\\"\",\"number\":3,\"fraction\":0.5,"
                                + "\"unknown\":null,\"absent\":null,\"list\":[1.5,2.5]}");
    }

    @Test
    void an_object_is_read() throws IOException {
        assertThat(Json.parse("{\"a\":{\"b\":[true,\"x\",1,2.5]}}"))
                .isEqualTo(Map.of("a", Map.of("b", List.of(true, "x", 1.0, 2.5))));
    }
}
