package io.truebook.l1;

import java.math.BigInteger;

/** The ERC-20 collateral, amounts in its units of 10⁻⁶. */
public record TokenContract(EthAddress address) {
    private static final long GAS = 120_000;

    public ContractCall approve(EthAddress spender, BigInteger units) {
        return ContractCall.of(address, GAS, Abi.call("approve", Abi.address(spender), Abi.uint256(units)));
    }

    public ContractCall transfer(EthAddress to, BigInteger units) {
        return ContractCall.of(address, GAS, Abi.call("transfer", Abi.address(to), Abi.uint256(units)));
    }

    /** The test token only, which anybody may mint. */
    public ContractCall mint(EthAddress to, BigInteger units) {
        return ContractCall.of(address, GAS, Abi.call("mint", Abi.address(to), Abi.uint256(units)));
    }

    public L1Query<BigInteger> balanceOf(EthAddress owner, BlockId block) {
        return L1Query.view("Token.balanceOf", address, Abi.call("balanceOf", Abi.address(owner)), block)
                .map(words -> words.big(0));
    }
}
