/** HTTP and WebSocket: from requests to verified items, from outcomes to answers. */
package io.truebook.sequencer.gateway;
