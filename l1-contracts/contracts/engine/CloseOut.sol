// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Activity, Cells, Position} from "./Cells.sol";
import {Balances} from "./Balances.sol";
import {Insurance} from "./Insurance.sol";
import {Liquidate} from "./Liquidate.sol";
import {LossSpread} from "./LossSpread.sol";
import {Margin} from "./Margin.sol";
import {Money} from "./Money.sol";
import {Positions} from "./Positions.sol";
import {Settlement} from "./Settlement.sol";

/// The backstop of a market takes a position at the mark, and what its account lacks finds a payer: section 6.1 of the protocol page.
library CloseOut {
    /// Lots and quote that the backstop will hold.
    struct Taken {
        int256 lots;
        int256 quote;
    }

    /// The position was settled when its order was made, and no index moves while it is in flight.
    function closeOut(uint256 number, uint256 market) internal returns (uint256 reason) {
        unchecked {
            Settlement.settleIn(BACKSTOP_BASE + market, market);
        }
        int256 share = Liquidate.share(number, market);
        uint256 slot = Positions.slotOf(Cells.account(number), market);
        Position position = Cells.position(number, slot);
        int256 lots = position.lots();
        int256 value = Margin.value(Cells.risk(market), lots);
        Taken memory taken = takenBy(market, lots, value);
        unchecked {
            int256 balance = Balances.balance(number, slot) + position.quote() + value;
            if (!inBounds(market, taken) || !balancesInBounds(balance, share)) return REASON_TAKER_BOUND;
        }
        take(market, lots, taken);
        position.setLots(0);
        Money.addQuote(position, value);
        bool isolated = Balances.isolated(number, slot);
        Positions.release(number, slot);
        unchecked {
            if (share >= 0) {
                Balances.add(number, slot, -share);
                Insurance.add(share);
            } else {
                Balances.add(number, slot, covered(market, lots, -share));
            }
        }
        // After the share has found its place, for it may have moved the index of the backstop's side.
        settled(market);
        if (isolated) join(number, slot, market);
        return REASON_BACKSTOPPED;
    }

    function takenBy(uint256 market, int256 lots, int256 value) private view returns (Taken memory taken) {
        unchecked {
            uint256 backstop = BACKSTOP_BASE + market;
            uint256 slot = Positions.slotOf(Cells.account(backstop), market);
            if (slot == MAX_POSITIONS) return Taken(lots, -value);
            Position position = Cells.position(backstop, slot);
            return Taken(position.lots() + lots, position.quote() - value);
        }
    }

    /// True when the backstop can hold it: no margin rule adds it up with others, so it may be worth more than another position.
    function inBounds(uint256 market, Taken memory taken) private view returns (bool) {
        unchecked {
            uint256 valueOfLot = Cells.market(market).maxTick() * Cells.risk(market).multiplier();
            int256 collateral =
                Cells.account(BACKSTOP_BASE + market).collateral() + (taken.lots == 0 ? taken.quote : int256(0));
            return magnitude(taken.lots) <= COLLATERAL_BOUND / valueOfLot && magnitude(taken.quote) <= POSITION_BOUND
                && magnitude(collateral) <= COLLATERAL_BOUND;
        }
    }

    /// True when the account's balance without the position, and insurance, stay within their bounds whoever pays.
    function balancesInBounds(int256 balance, int256 share) private view returns (bool) {
        unchecked {
            int256 bound = int256(COLLATERAL_BOUND);
            return balance >= -bound && balance - (share < 0 ? share : int256(0)) <= bound
                && Cells.account(INSURANCE_ACCOUNT).collateral() + (share > 0 ? share : int256(0)) <= bound;
        }
    }

    function take(uint256 market, int256 lots, Taken memory taken) private {
        unchecked {
            uint256 backstop = BACKSTOP_BASE + market;
            uint256 slot = Positions.acquire(backstop, market);
            Position position = Cells.position(backstop, slot);
            Activity activity = Cells.activity(market);
            activity.setOpenInterest(
                activity.openInterest() + positive(taken.lots) - positive(position.lots()) - positive(lots)
            );
            position.setLots(taken.lots);
            Money.addQuote(position, taken.quote - position.quote());
            if (taken.lots == 0) {
                Positions.release(backstop, slot);
                Insurance.balance(backstop);
            }
        }
    }

    /// Who pays what an account lacks: insurance first, then the side opposite to its lots. Returns what was paid.
    function covered(uint256 market, int256 lots, int256 debt) internal returns (int256) {
        unchecked {
            int256 paid = Insurance.pay(debt);
            return paid + LossSpread.spread(market, lots, debt - paid);
        }
    }

    /// Nothing is pending on the backstop's position.
    function settled(uint256 market) private {
        unchecked {
            uint256 backstop = BACKSTOP_BASE + market;
            uint256 slot = Positions.slotOf(Cells.account(backstop), market);
            if (slot == MAX_POSITIONS) return;
            Position position = Cells.position(backstop, slot);
            position.setEntryIndex(Settlement.index(Cells.risk(market), position.lots()));
        }
    }

    /// An isolated position ends with its margin; a debt that nothing covers is the backstop's.
    function join(uint256 number, uint256 slot, uint256 market) private {
        unchecked {
            Position position = Cells.position(number, slot);
            int256 margin = position.margin();
            Money.addCollateral(Cells.account(BACKSTOP_BASE + market), margin);
            Money.addMargin(position, -margin);
            position.setIsolated(0);
            Positions.free(number, slot);
        }
    }

    function magnitude(int256 value) private pure returns (uint256) {
        unchecked {
            return uint256(value < 0 ? -value : value);
        }
    }

    function positive(int256 value) private pure returns (uint256) {
        return value > 0 ? uint256(value) : 0;
    }
}
