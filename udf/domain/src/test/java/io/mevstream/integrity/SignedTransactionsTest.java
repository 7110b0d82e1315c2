package io.mevstream.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mevstream.SharedData;
import io.mevstream.chain.Address;
import io.mevstream.chain.Bytes;
import io.mevstream.chain.Hash;
import io.mevstream.chain.Transaction;
import io.mevstream.num.UInt256;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.web3j.rlp.RlpDecoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;

/** Signed transactions of mainnet, taken apart by web3j and put together by us. */
class SignedTransactionsTest {

    private static final int OF_EACH_TYPE_AND_FILE = 40;

    @Test
    void encodesEveryTypeToItsSignedBytesAndHash() throws IOException {
        TreeMap<Integer, Integer> ofType = new TreeMap<>();
        try (Stream<Path> files = Files.list(SharedData.require("signed-txs"))) {
            for (Path file : files.sorted().toList()) {
                check(file, ofType);
            }
        }
        assertThat(ofType.keySet()).containsExactly(0, 1, 2, 3);
    }

    private static void check(Path file, TreeMap<Integer, Integer> ofType) throws IOException {
        TreeMap<Integer, Integer> ofFile = new TreeMap<>();
        ObjectMapper mapper = new ObjectMapper();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode signed = mapper.readTree(line);
                int type = signed.get("type").asInt();
                if (ofFile.merge(type, 1, Integer::sum) <= OF_EACH_TYPE_AND_FILE) {
                    byte[] raw = Bytes.of(signed.get("raw").asText()).array();
                    Transaction transaction = transaction(type, raw);
                    assertThat(TransactionEncoding.problem(transaction)).isNull();
                    assertThat(TransactionEncoding.encode(transaction)).isEqualTo(new Bytes(raw));
                    assertThat(TransactionEncoding.hash(transaction))
                            .isEqualTo(Hash.of(signed.get("hash").asText()));
                    ofType.merge(type, 1, Integer::sum);
                }
            }
        }
    }

    private static Transaction transaction(int type, byte[] raw) {
        byte[] list = type == 0 ? raw : Arrays.copyOfRange(raw, 1, raw.length);
        List<RlpType> f = ((RlpList) RlpDecoder.decode(list).getValues().get(0)).getValues();
        int tip = type == 0 ? 0 : 1;
        int last = f.size() - 3;
        boolean capped = type >= 2;
        int gas = capped ? 4 : tip + 2;
        UInt256 v = number(f.get(last));
        return new Transaction(
                0,
                Hash.ZERO,
                type,
                type == 0
                        ? TransactionEncoding.legacyChainId(v)
                        : Long.valueOf(number(f.get(0)).w0()),
                Address.ZERO,
                bytes(f.get(gas + 1)).length == 0 ? null : Address.fromBytes(bytes(f.get(gas + 1)), 0),
                number(f.get(tip)).w0(),
                number(f.get(gas)).w0(),
                number(f.get(gas + 2)),
                capped ? UInt256.ZERO : number(f.get(tip + 1)),
                capped ? number(f.get(3)) : null,
                capped ? number(f.get(2)) : null,
                type == 3 ? number(f.get(gas + 5)) : null,
                new Bytes(bytes(f.get(gas + 3))),
                type == 0 ? List.of() : accessList(f.get(gas + 4)),
                type == 3 ? hashes(f.get(gas + 6)) : List.of(),
                List.of(),
                v,
                number(f.get(last + 1)),
                number(f.get(last + 2)));
    }

    private static List<Transaction.AccessListEntry> accessList(RlpType list) {
        List<Transaction.AccessListEntry> entries = new ArrayList<>();
        for (RlpType entry : ((RlpList) list).getValues()) {
            List<RlpType> fields = ((RlpList) entry).getValues();
            entries.add(
                    new Transaction.AccessListEntry(Address.fromBytes(bytes(fields.get(0)), 0), hashes(fields.get(1))));
        }
        return entries;
    }

    private static List<Hash> hashes(RlpType list) {
        return ((RlpList) list)
                .getValues().stream()
                        .map(value -> Hash.fromBytes(bytes(value), 0))
                        .toList();
    }

    private static byte[] bytes(RlpType value) {
        return ((RlpString) value).getBytes();
    }

    private static UInt256 number(RlpType value) {
        return UInt256.of(new BigInteger(1, bytes(value)));
    }
}
