// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AccountEngine} from "../../contracts/engine/AccountEngine.sol";
import {AdmissionEngine} from "../../contracts/engine/AdmissionEngine.sol";
import {FraudVerifier} from "../../contracts/FraudVerifier.sol";
import {MatchingEngine} from "../../contracts/engine/MatchingEngine.sol";
import {OrderEngine} from "../../contracts/engine/OrderEngine.sol";
import {RiskEngine} from "../../contracts/engine/RiskEngine.sol";

/// All engine contracts, in the order the verifier takes them.
library Engines {
    function deploy() internal returns (FraudVerifier.Engine[5] memory engines) {
        address[5] memory targets = [
            address(new AdmissionEngine()),
            address(new OrderEngine()),
            address(new AccountEngine()),
            address(new MatchingEngine()),
            address(new RiskEngine())
        ];
        for (uint256 i = 0; i < targets.length; i++) {
            engines[i] = FraudVerifier.Engine(targets[i], targets[i].codehash);
        }
    }
}
