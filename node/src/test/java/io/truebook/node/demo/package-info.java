/** The whole of Truebook on one machine: a local L1, two sequencers of which one lies, two watchers, and traders. */
package io.truebook.node.demo;
