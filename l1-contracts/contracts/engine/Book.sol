// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Account, Bitmap, Cells, Cursor, Level, Order, Position} from "./Cells.sol";
import {Bits} from "./Bits.sol";
import {CellAddresses} from "./CellAddresses.sol";
import {Positions} from "./Positions.sol";

/// Price–time priority over a three-level bitmap of ticks: section 5 of the protocol page.
library Book {
    uint256 internal constant BIDS = 0;
    uint256 internal constant ASKS = 1;

    /// What a search in a word says when there is nothing.
    uint256 private constant NONE = 256;

    /// The best tick of a side, 0 when it is empty.
    function bestTick(uint256 market, uint256 side) internal view returns (uint256) {
        uint256 top = Cells.topWord(market, side).bits();
        if (top == 0) return 0;
        uint256 middle = best(side, top);
        uint256 leaf = (middle << 8) | best(side, Cells.middleWord(market, side, middle).bits());
        return (leaf << 8) | best(side, Cells.leafWord(market, side, leaf).bits());
    }

    /// The best tick of a side that is worse than a tick of it, 0 when there is none.
    function nextTick(uint256 market, uint256 side, uint256 tick) internal view returns (uint256) {
        uint256 within = worse(side, Cells.leafWord(market, side, tick >> 8).bits(), tick & 255);
        if (within != NONE) return (tick & ~uint256(255)) | within;
        uint256 middle = tick >> 16;
        uint256 leaf = worse(side, Cells.middleWord(market, side, middle).bits(), (tick >> 8) & 255);
        if (leaf == NONE) {
            middle = worse(side, Cells.topWord(market, side).bits(), middle);
            if (middle == NONE) return 0;
            leaf = best(side, Cells.middleWord(market, side, middle).bits());
        }
        leaf |= middle << 8;
        return (leaf << 8) | best(side, Cells.leafWord(market, side, leaf).bits());
    }

    /// True when an order of the side at the tick meets the best tick of the other side.
    function crosses(uint256 side, uint256 tick, uint256 bestOpposite) internal pure returns (bool) {
        return side == BIDS ? bestOpposite <= tick : bestOpposite >= tick;
    }

    /// Puts the order in flight at the tail of its level, into the account's lowest free order slot.
    function insert(Cursor cursor) internal {
        uint256 number = cursor.taker();
        Account account = Cells.account(number);
        uint256 orderSlots = account.orderSlots();
        uint256 slot = Bits.lowestClear(orderSlots);
        account.setOrderSlots(Bits.set(orderSlots, slot));
        uint256 ref = CellAddresses.orderRef(number, slot);
        uint256 market = cursor.market();
        uint256 flags = cursor.flags();
        uint256 tick = cursor.tick();
        uint256 lots = cursor.lots();
        Level level = Cells.level(market, flags & FLAG_SELL, tick);
        uint256 tailRef = level.tailRef();
        Order order = Cells.order(number, slot);
        order.setPrevRef(tailRef);
        order.setNextRef(0);
        order.setNonce(cursor.nonce());
        order.setLots(lots);
        order.setTick(tick);
        order.setExpiry(cursor.expiry());
        order.setMarket(market);
        order.setFlags(flags);
        if (tailRef == 0) {
            level.setHeadRef(ref);
            setBits(market, flags & FLAG_SELL, tick);
        } else {
            Cells.orderOf(tailRef).setNextRef(ref);
        }
        level.setTailRef(ref);
        unchecked {
            level.setLots(level.lots() + lots);
            level.setOrders(level.orders() + 1);
        }
    }

    /// Takes an order off the book, and its lots out of the account's resting lots.
    function remove(uint256 ref) internal {
        Order order = Cells.orderOf(ref);
        releaseResting(ref >> 9, order, order.lots());
        unlink(ref, order);
    }

    /// Lowers the lots of an order that keeps its place: order, level and resting lots.
    function shrink(uint256 number, Order order, uint256 lots) internal {
        releaseResting(number, order, lots);
        shrinkOrder(order, lots);
    }

    /// Lowers the lots of an order and of its level.
    function shrinkOrder(Order order, uint256 lots) internal {
        Level level = Cells.level(order.market(), order.flags() & FLAG_SELL, order.tick());
        unchecked {
            level.setLots(level.lots() - lots);
            order.setLots(order.lots() - lots);
        }
    }

    /// Takes an order out of its level's list and frees its slot.
    function unlink(uint256 ref, Order order) internal {
        uint256 market = order.market();
        uint256 side = order.flags() & FLAG_SELL;
        uint256 tick = order.tick();
        Level level = Cells.level(market, side, tick);
        uint256 prevRef = order.prevRef();
        uint256 nextRef = order.nextRef();
        if (prevRef == 0) level.setHeadRef(nextRef);
        else Cells.orderOf(prevRef).setNextRef(nextRef);
        if (nextRef == 0) level.setTailRef(prevRef);
        else Cells.orderOf(nextRef).setPrevRef(prevRef);
        unchecked {
            level.setLots(level.lots() - order.lots());
            level.setOrders(level.orders() - 1);
        }
        if (level.orders() == 0) clearBits(market, side, tick);
        order.clear();
        Account account = Cells.account(ref >> 9);
        account.setOrderSlots(Bits.clear(account.orderSlots(), ref & 255));
    }

    function releaseResting(uint256 number, Order order, uint256 lots) private {
        uint256 slot = Positions.slotOf(Cells.account(number), order.market());
        Position position = Cells.position(number, slot);
        unchecked {
            if (order.flags() & FLAG_SELL == 0) {
                position.setRestingBidLots(position.restingBidLots() - lots);
            } else {
                position.setRestingAskLots(position.restingAskLots() - lots);
            }
        }
        Positions.release(number, slot);
    }

    function best(uint256 side, uint256 word) private pure returns (uint256) {
        return side == BIDS ? Bits.highest(word) : Bits.lowest(word);
    }

    function worse(uint256 side, uint256 word, uint256 index) private pure returns (uint256) {
        unchecked {
            return side == BIDS ? Bits.highestSetBelow(word, index) : Bits.lowestSetFrom(word, index + 1);
        }
    }

    function setBits(uint256 market, uint256 side, uint256 tick) private {
        if (setBit(Cells.leafWord(market, side, tick >> 8), tick & 255)) return;
        if (setBit(Cells.middleWord(market, side, tick >> 16), (tick >> 8) & 255)) return;
        setBit(Cells.topWord(market, side), tick >> 16);
    }

    /// Sets a bit; true when the word had one before.
    function setBit(Bitmap word, uint256 index) private returns (bool hadOne) {
        uint256 bits = word.bits();
        word.setBits(Bits.set(bits, index));
        return bits != 0;
    }

    function clearBits(uint256 market, uint256 side, uint256 tick) private {
        if (clearBit(Cells.leafWord(market, side, tick >> 8), tick & 255)) return;
        if (clearBit(Cells.middleWord(market, side, tick >> 16), (tick >> 8) & 255)) return;
        clearBit(Cells.topWord(market, side), tick >> 16);
    }

    /// Clears a bit; true when the word has one left.
    function clearBit(Bitmap word, uint256 index) private returns (bool hasOne) {
        uint256 bits = Bits.clear(word.bits(), index);
        word.setBits(bits);
        return bits != 0;
    }
}
