package io.ropewalk.queues;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test that drives calls step by step, by {@link io.ropewalk.core.wait.Step}: runs only in a JVM
 * with {@code -Dropewalk.steps=true}, as the build's execution {@code with-steps} has it, on JDK 25
 * only. A single one: {@code mvn test -Dtest=X -Dtest.flags=-Dropewalk.steps=true}.
 */
@Tag("steps")
@EnabledIfSystemProperty(named = "ropewalk.steps", matches = "true")
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@interface NeedsSteps {}
