/**
 * What every module of Ropewalk speaks: senders, receivers and channels, how their calls wait, end
 * and count, and what can be selected.
 */
package io.ropewalk.core;
