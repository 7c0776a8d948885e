// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "./generated/Protocol.sol";
import {Account, Cells, Cursor, Risk} from "./Cells.sol";
import {Freshness} from "./Freshness.sol";
import {Health} from "./Health.sol";
import {InFlight} from "./InFlight.sol";
import {Insurance} from "./Insurance.sol";
import {Margin} from "./Margin.sol";
import {Money} from "./Money.sol";
import {Positions} from "./Positions.sol";
import {Settlement} from "./Settlement.sol";
import {TradingStatus} from "./TradingStatus.sol";
import {ZeroPrice} from "./ZeroPrice.sol";

/// A position of an account below maintenance margin is offered to the book at its zero price: section 6.1 of the protocol page.
library Liquidate {
    function liquidate(bytes calldata body, uint256 forced) internal returns (uint256 reason, uint256 extra) {
        uint256 number = uint32(bytes4(body));
        uint256 market = uint8(body[4]);
        if (number < FIRST_USER_ACCOUNT || number >= BACKSTOP_BASE) return (REASON_UNKNOWN_ACCOUNT, 0);
        Account account = Cells.account(number);
        if (account.owner() == address(0)) return (REASON_UNKNOWN_ACCOUNT, 0);
        Risk risk = Cells.risk(market);
        if (risk.status() == STATUS_UNLISTED) return (REASON_UNKNOWN_MARKET, 0);
        unchecked {
            extra = WEIGHT_PER_POSITION * Positions.used(account);
        }
        Health memory health = Margin.health(number, market);
        if (health.equity >= health.maintenanceMargin) return (REASON_NOT_LIQUIDATABLE, extra);
        if (account.positionMarkets() == 0) return (insure(account), extra);
        if (Positions.lotsOf(number, market) == 0) return (REASON_NOT_LIQUIDATABLE, extra);
        if (!TradingStatus.trading(risk)) return (REASON_MARKET_HALTED, extra);
        if (!Freshness.fresh(market)) return (REASON_ORACLE_STALE, extra);
        InFlight.liquidation(number, market, forced);
        return (REASON_OK, extra);
    }

    /// Without a position, what an account lacks is bad debt, and insurance pays it as far as it can.
    function insure(Account account) private returns (uint256 reason) {
        unchecked {
            int256 paid = Insurance.pay(-account.collateral());
            Money.addCollateral(account, paid);
            return paid > 0 ? REASON_INSURED : REASON_NOT_LIQUIDATABLE;
        }
    }

    /// Makes the order that closes the position, all of it or a part.
    function order() internal returns (uint256 weight) {
        Cursor cursor = Cells.cursor();
        uint256 number = cursor.taker();
        uint256 market = cursor.market();
        Account account = Cells.account(number);
        unchecked {
            weight = WEIGHT_LIQUIDATE + WEIGHT_PER_POSITION * Positions.used(account);
        }
        Settlement.settle(number, Positions.slotOf(account, market));
        Risk risk = Cells.risk(market);
        int256 lots = Positions.lotsOf(number, market);
        uint256 tick =
            inMarket(market, lots, ZeroPrice.tick(lots, risk.mark(), risk.multiplier(), share(number, market)));
        cursor.setLots(part(risk, lots));
        if (tick == 0) {
            cursor.setPhase(PHASE_BACKSTOP);
        } else {
            cursor.setTick(tick);
            cursor.setFlags(closing(lots));
            cursor.setPhase(PHASE_MATCH);
        }
    }

    /// The share of a position in its bucket's equity.
    function share(uint256 number, uint256 market) internal view returns (int256) {
        Health memory health = Margin.health(number, market);
        int256 margin = Margin.maintenanceMargin(Cells.risk(market), Positions.lotsOf(number, market));
        return ZeroPrice.shareRoundedDown(health.equity, margin, health.maintenanceMargin);
    }

    /// All lots of a position, or a fifth of one that is worth much.
    function part(Risk risk, int256 lots) private view returns (uint256 result) {
        unchecked {
            result = uint256(lots < 0 ? -lots : lots);
            if (result * risk.mark() * risk.multiplier() > PARTIAL_LIQUIDATION_USDC * USDC) {
                result = (result + PARTIAL_LIQUIDATION_DIVISOR - 1) / PARTIAL_LIQUIDATION_DIVISOR;
            }
        }
    }

    /// Flags of an order that closes lots and never rests.
    function closing(int256 lots) internal pure returns (uint256) {
        return (lots > 0 ? FLAG_SELL : 0) | FLAG_TIF_IOC | FLAG_REDUCE_ONLY;
    }

    /// A zero price as a limit: where no price can be too bad the worst there is, where none can be good enough 0.
    function inMarket(uint256 market, int256 lots, int256 tick) private view returns (uint256) {
        int256 maxTick = int256(Cells.market(market).maxTick());
        if (lots > 0 && tick < 1) return 1;
        if (lots < 0 && tick > maxTick) return uint256(maxTick);
        return tick < 1 || tick > maxTick ? 0 : uint256(tick);
    }
}
