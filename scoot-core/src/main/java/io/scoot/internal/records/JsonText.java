package io.scoot.internal.records;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.scoot.JournalException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON text of maps, lists, strings, numbers and booleans, and back. Numbers are Integer, Long or Double. */
final class JsonText {

    /** Whatever was written is read: no limits of size; other characters than ASCII's are escaped, lone surrogates too. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final int DEEPEST = 20;

    private JsonText() {}

    static String of(Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            write(generator, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator generator, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                generator.writeFieldName(Surrogates.escape(String.valueOf(entry.getKey())));
                write(generator, entry.getValue());
            }
            generator.writeEndObject();
        } else if (value instanceof List<?> list) {
            generator.writeStartArray();
            for (Object element : list) {
                write(generator, element);
            }
            generator.writeEndArray();
        } else if (value instanceof Boolean bool) {
            generator.writeBoolean(bool);
        } else if (value instanceof Integer || value instanceof Long) {
            generator.writeNumber(((Number) value).longValue());
        } else if (value instanceof Double number) {
            generator.writeNumber(number); // NaN and infinity as strings
        } else {
            generator.writeString(Surrogates.escape(String.valueOf(value)));
        }
    }

    /**
     * The object that a text describes.
     *
     * @throws JournalException if it describes none
     */
    static Map<String, Object> object(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                Map<String, Object> object = readObject(parser, 0);
                if (parser.nextToken() == null) {
                    return object;
                }
            }
        } catch (IOException e) {
            throw new JournalException("no JSON: " + shown(text), e);
        }
        throw new JournalException("no JSON object: " + shown(text));
    }

    private static String shown(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }

    private static Map<String, Object> readObject(JsonParser parser, int depth) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = Surrogates.unescape(parser.currentName());
            parser.nextToken();
            object.put(name, read(parser, depth + 1));
        }
        return object;
    }

    private static Object read(JsonParser parser, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new JournalException("JSON is nested more than " + DEEPEST + " deep");
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return readObject(parser, depth);
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(read(parser, depth + 1));
            }
            return list;
        }
        if (token == JsonToken.VALUE_NUMBER_INT) {
            Number number = parser.getNumberValue();
            return number instanceof Integer || number instanceof Long ? number : number.doubleValue();
        }
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            return parser.getDoubleValue();
        }
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return parser.getBooleanValue();
        }
        if (token == JsonToken.VALUE_STRING) {
            return Surrogates.unescape(parser.getText());
        }
        throw new JournalException("JSON has an unexpected " + token);
    }
}
