package io.ropewalk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import picocli.CommandLine.Model.CommandSpec;

import java.util.List;

class DemosTest {
    private final List<CommandSpec> specs =
            Demos.all().stream().map(CommandSpec::forAnnotatedObject).toList();

    @Test
    void beginWithTheClassCensus() {
        assertThat(specs.getFirst().name()).isEqualTo("class-census");
    }

    @Test
    void haveNamesOfTheirOwn() {
        assertThat(specs).extracting(CommandSpec::name).doesNotHaveDuplicates();
        assertThat(specs).allSatisfy(spec -> assertThat(spec.name()).matches("[a-z]+(-[a-z]+)*"));
    }

    @Test
    void sayInOneLineWhatTheyShow() {
        assertThat(specs)
                .allSatisfy(spec ->
                        assertThat(spec.usageMessage().description())
                                .singleElement()
                                .asString()
                                .hasSizeBetween(10, 80)
                                .endsWith("."));
    }

    @Test
    void tellWhatWillHappenAndWhy() {
        assertThat(Demos.all())
                .allSatisfy(demo -> {
                    assertThat(demo.story()).contains("What will happen:", "Why:");
                    assertThat(demo.story().lines())
                            .allMatch(line -> line.length() <= 90)
                            .allMatch(line -> line.chars().allMatch(c -> c < 128));
                });
    }
}
