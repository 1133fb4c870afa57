package io.voxari.ari.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.voxari.ari.model.RtpStatistics;
import java.io.IOException;
import java.util.Map;

/**
 * Reads {@link RtpStatistics}.
 */
@Generated("io.voxari.ari.codegen")
public final class RtpStatisticsDecoder {
    /**
     * What stands where one was announced and none came.
     */
    public static final RtpStatistics NEUTRAL = Read.neutral(RtpStatisticsDecoder::decode);

    private RtpStatisticsDecoder() {}

    public static RtpStatistics decode(JsonParser parser) throws IOException {
        long txCount = 0L;
        long rxCount = 0L;
        Double txJitter = null;
        Double rxJitter = null;
        Double remoteMaxJitter = null;
        Double remoteMinJitter = null;
        Double remoteMeanJitter = null;
        Double remoteStdevJitter = null;
        Double localMaxJitter = null;
        Double localMinJitter = null;
        Double localMeanJitter = null;
        Double localStdevJitter = null;
        long txLost = 0L;
        long rxLost = 0L;
        Double remoteMaxRxLost = null;
        Double remoteMinRxLost = null;
        Double remoteMeanRxLost = null;
        Double remoteStdevRxLost = null;
        Double localMaxRxLost = null;
        Double localMinRxLost = null;
        Double localMeanRxLost = null;
        Double localStdevRxLost = null;
        Double rtt = null;
        Double maxRtt = null;
        Double minRtt = null;
        Double meanRtt = null;
        Double stdevRtt = null;
        long localSsrc = 0L;
        long remoteSsrc = 0L;
        long txOctetCount = 0L;
        long rxOctetCount = 0L;
        String channelId = "";
        Map<String, Object> others = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            switch (field) {
                case "txcount" -> {
                    if (Read.isLong(parser)) {
                        txCount = parser.getLongValue();
                        continue;
                    }
                }
                case "rxcount" -> {
                    if (Read.isLong(parser)) {
                        rxCount = parser.getLongValue();
                        continue;
                    }
                }
                case "txjitter" -> {
                    if (Read.isNumber(parser)) {
                        txJitter = parser.getDoubleValue();
                        continue;
                    }
                }
                case "rxjitter" -> {
                    if (Read.isNumber(parser)) {
                        rxJitter = parser.getDoubleValue();
                        continue;
                    }
                }
                case "remote_maxjitter" -> {
                    if (Read.isNumber(parser)) {
                        remoteMaxJitter = parser.getDoubleValue();
                        continue;
                    }
                }
                case "remote_minjitter" -> {
                    if (Read.isNumber(parser)) {
                        remoteMinJitter = parser.getDoubleValue();
                        continue;
                    }
                }
                case "remote_normdevjitter" -> {
                    if (Read.isNumber(parser)) {
                        remoteMeanJitter = parser.getDoubleValue();
                        continue;
                    }
                }
                case "remote_stdevjitter" -> {
                    if (Read.isNumber(parser)) {
                        remoteStdevJitter = parser.getDoubleValue();
                        continue;
                    }
                }
                case "local_maxjitter" -> {
                    if (Read.isNumber(parser)) {
                        localMaxJitter = parser.getDoubleValue();
                        continue;
                    }
                }
                case "local_minjitter" -> {
                    if (Read.isNumber(parser)) {
                        localMinJitter = parser.getDoubleValue();
                        continue;
                    }
                }
                case "local_normdevjitter" -> {
                    if (Read.isNumber(parser)) {
                        localMeanJitter = parser.getDoubleValue();
                        continue;
                    }
                }
                case "local_stdevjitter" -> {
                    if (Read.isNumber(parser)) {
                        localStdevJitter = parser.getDoubleValue();
                        continue;
                    }
                }
                case "txploss" -> {
                    if (Read.isLong(parser)) {
                        txLost = parser.getLongValue();
                        continue;
                    }
                }
                case "rxploss" -> {
                    if (Read.isLong(parser)) {
                        rxLost = parser.getLongValue();
                        continue;
                    }
                }
                case "remote_maxrxploss" -> {
                    if (Read.isNumber(parser)) {
                        remoteMaxRxLost = parser.getDoubleValue();
                        continue;
                    }
                }
                case "remote_minrxploss" -> {
                    if (Read.isNumber(parser)) {
                        remoteMinRxLost = parser.getDoubleValue();
                        continue;
                    }
                }
                case "remote_normdevrxploss" -> {
                    if (Read.isNumber(parser)) {
                        remoteMeanRxLost = parser.getDoubleValue();
                        continue;
                    }
                }
                case "remote_stdevrxploss" -> {
                    if (Read.isNumber(parser)) {
                        remoteStdevRxLost = parser.getDoubleValue();
                        continue;
                    }
                }
                case "local_maxrxploss" -> {
                    if (Read.isNumber(parser)) {
                        localMaxRxLost = parser.getDoubleValue();
                        continue;
                    }
                }
                case "local_minrxploss" -> {
                    if (Read.isNumber(parser)) {
                        localMinRxLost = parser.getDoubleValue();
                        continue;
                    }
                }
                case "local_normdevrxploss" -> {
                    if (Read.isNumber(parser)) {
                        localMeanRxLost = parser.getDoubleValue();
                        continue;
                    }
                }
                case "local_stdevrxploss" -> {
                    if (Read.isNumber(parser)) {
                        localStdevRxLost = parser.getDoubleValue();
                        continue;
                    }
                }
                case "rtt" -> {
                    if (Read.isNumber(parser)) {
                        rtt = parser.getDoubleValue();
                        continue;
                    }
                }
                case "maxrtt" -> {
                    if (Read.isNumber(parser)) {
                        maxRtt = parser.getDoubleValue();
                        continue;
                    }
                }
                case "minrtt" -> {
                    if (Read.isNumber(parser)) {
                        minRtt = parser.getDoubleValue();
                        continue;
                    }
                }
                case "normdevrtt" -> {
                    if (Read.isNumber(parser)) {
                        meanRtt = parser.getDoubleValue();
                        continue;
                    }
                }
                case "stdevrtt" -> {
                    if (Read.isNumber(parser)) {
                        stdevRtt = parser.getDoubleValue();
                        continue;
                    }
                }
                case "local_ssrc" -> {
                    if (Read.isLong(parser)) {
                        localSsrc = parser.getLongValue();
                        continue;
                    }
                }
                case "remote_ssrc" -> {
                    if (Read.isLong(parser)) {
                        remoteSsrc = parser.getLongValue();
                        continue;
                    }
                }
                case "txoctetcount" -> {
                    if (Read.isLong(parser)) {
                        txOctetCount = parser.getLongValue();
                        continue;
                    }
                }
                case "rxoctetcount" -> {
                    if (Read.isLong(parser)) {
                        rxOctetCount = parser.getLongValue();
                        continue;
                    }
                }
                case "channel_uniqueid" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        channelId = parser.getText();
                        continue;
                    }
                }
                default -> {}
            }
            others = Others.put(others, field, parser);
        }
        return new RtpStatistics(
                txCount,
                rxCount,
                txJitter,
                rxJitter,
                remoteMaxJitter,
                remoteMinJitter,
                remoteMeanJitter,
                remoteStdevJitter,
                localMaxJitter,
                localMinJitter,
                localMeanJitter,
                localStdevJitter,
                txLost,
                rxLost,
                remoteMaxRxLost,
                remoteMinRxLost,
                remoteMeanRxLost,
                remoteStdevRxLost,
                localMaxRxLost,
                localMinRxLost,
                localMeanRxLost,
                localStdevRxLost,
                rtt,
                maxRtt,
                minRtt,
                meanRtt,
                stdevRtt,
                localSsrc,
                remoteSsrc,
                txOctetCount,
                rxOctetCount,
                channelId,
                Others.done(others));
    }
}
