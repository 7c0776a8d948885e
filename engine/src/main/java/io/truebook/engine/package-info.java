/** The transition function. Everything it knows is in cells: no clocks, randomness, threads, floats or disks. */
package io.truebook.engine;
