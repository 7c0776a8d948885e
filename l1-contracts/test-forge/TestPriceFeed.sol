// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// Stands for a Chainlink aggregator where there is none: says what it was told last, or fails.
contract TestPriceFeed {
    struct Round {
        uint80 roundId;
        int256 answer;
        uint256 startedAt;
        uint256 updatedAt;
        uint80 answeredInRound;
    }

    error Silent();

    uint256 public decimals;
    Round private round;
    bool private silent;

    function set(uint256 newDecimals, Round calldata newRound) external {
        decimals = newDecimals;
        round = newRound;
    }

    function fail(bool now_) external {
        silent = now_;
    }

    function latestRoundData() external view returns (uint80, int256, uint256, uint256, uint80) {
        if (silent) {
            revert Silent();
        }
        return (round.roundId, round.answer, round.startedAt, round.updatedAt, round.answeredInRound);
    }
}
