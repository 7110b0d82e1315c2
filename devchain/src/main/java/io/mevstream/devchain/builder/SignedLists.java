package io.mevstream.devchain.builder;

import io.mevstream.chain.Transaction;
import java.util.List;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;

/** The lists within a transaction as its signature covers them. */
final class SignedLists {

    private SignedLists() {}

    static RlpList accessList(List<Transaction.AccessListEntry> entries) {
        return new RlpList(entries.stream()
                .map(entry -> (RlpType) new RlpList(
                        RlpString.create(entry.address().toBytes()),
                        new RlpList(entry.storageKeys().stream()
                                .map(key -> (RlpType) RlpString.create(key.toBytes()))
                                .toList())))
                .toList());
    }

    static RlpList authorizations(List<Transaction.Authorization> authorizations) {
        return new RlpList(authorizations.stream()
                .map(authorization -> (RlpType) new RlpList(
                        RlpString.create(authorization.chainId().toBigInteger()),
                        RlpString.create(authorization.address().toBytes()),
                        RlpString.create(authorization.nonce()),
                        RlpString.create(authorization.yParity()),
                        RlpString.create(authorization.signatureR().toBigInteger()),
                        RlpString.create(authorization.signatureS().toBigInteger())))
                .toList());
    }
}
