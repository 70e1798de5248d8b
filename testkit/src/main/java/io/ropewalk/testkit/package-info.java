/**
 * For tests of concurrent code: a clock that stands still, interrupts at random moments, storms
 * that prove that nothing is lost, and the contract of channels as a suite.
 */
package io.ropewalk.testkit;
