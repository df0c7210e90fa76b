package io.opisim.scenarios.schema.io;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.generator.TypeScope;
import io.opisim.scenarios.catalog.CatalogKind;
import io.opisim.scenarios.scenario.AtLeastOneOf;
import io.opisim.scenarios.scenario.ExactlyOneOf;
import io.opisim.scenarios.scenario.ScenarioDocument;
import io.opisim.scenarios.scenario.io.RecordKeys;
import io.opisim.scenarios.scenario.io.ScalarTypes;
import io.opisim.simcore.units.CpuCores;
import io.opisim.simcore.units.Key;
import java.lang.reflect.TypeVariable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The JSON Schemas (draft 2020-12) of the files that people write. */
public final class JsonSchemas {
  private static final String NUMBER = "([0-9]+([.][0-9]+)?|[.][0-9]+)([eE][+-]?[0-9]{1,3})?";
  private static final String KEBAB_CASE = "^[a-z0-9]+(-[a-z0-9]+)*$";

  private final ObjectMapper mapper = new ObjectMapper();

  private JsonSchemas() {}

  /** File name to schema, for all kinds of files. */
  public static Map<String, String> all() {
    JsonSchemas schemas = new JsonSchemas();
    Map<String, String> files = new LinkedHashMap<>();
    files.put("scenario.schema.json", schemas.scenario());
    for (CatalogKind<?> kind : CatalogKind.all()) {
      files.put(kind.schema() + ".schema.json", schemas.text(schemas.of(kind.type())));
    }
    return Collections.unmodifiableMap(files);
  }

  /** Adds what is no record: imports, and axes whose keys are paths. */
  private String scenario() {
    ObjectNode schema = of(ScenarioDocument.class);
    ObjectNode properties = (ObjectNode) schema.get("properties");
    ObjectNode imports = properties.putObject("import");
    imports.put("description", "Files whose keys are taken over, found beside this one.");
    ArrayNode forms = imports.putArray("oneOf");
    forms.addObject().put("type", "string");
    forms.addObject().put("type", "array").putObject("items").put("type", "string");
    ObjectNode values = ((ObjectNode) properties.get("sweep")).putObject("additionalProperties");
    values.put("type", "array").put("minItems", 2).put("uniqueItems", true);
    values.putObject("items").putArray("type").add("string").add("number").add("boolean");
    // what an imported file gives need not be in this one
    ArrayNode either = schema.putArray("anyOf");
    either.addObject().putArray("required").add("import");
    either.addObject().set("required", schema.remove("required"));
    return text(schema);
  }

  private ObjectNode of(Class<? extends Record> type) {
    SchemaGeneratorConfigBuilder builder =
        new SchemaGeneratorConfigBuilder(
                mapper, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(
                Option.FLATTENED_OPTIONALS,
                Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT,
                Option.PLAIN_DEFINITION_KEYS);
    builder.forTypesInGeneral().withCustomDefinitionProvider(JsonSchemas::scalar);
    builder.forTypesInGeneral().withTypeAttributeOverride(JsonSchemas::alternatives);
    builder.forTypesInGeneral().withPropertySorter((a, b) -> 0);
    describeFields(builder);
    return new SchemaGenerator(builder.build()).generateSchema(type);
  }

  private static void describeFields(SchemaGeneratorConfigBuilder builder) {
    builder
        .forFields()
        .withPropertyNameOverrideResolver(JsonSchemas::name)
        .withRequiredCheck(field -> !isOptional(field))
        .withDescriptionResolver(field -> isItem(field) ? null : key(field).value())
        .withStringPatternResolver(
            field -> key(field).kebabCase() && isText(field) ? KEBAB_CASE : null)
        .withNumberInclusiveMinimumResolver(
            field -> key(field).positive() || !isNumber(field) ? null : bound(key(field).min()))
        .withNumberExclusiveMinimumResolver(
            field -> key(field).positive() && isNumber(field) ? BigDecimal.ZERO : null)
        .withNumberInclusiveMaximumResolver(
            field -> isNumber(field) ? bound(key(field).max()) : null)
        .withArrayMinItemsResolver(field -> field.isContainerType() ? 1 : null)
        .withInstanceAttributeOverride(JsonSchemas::exampleAndDefault);
  }

  /** Quantities, dates and words are written as one text with a shape of its own. */
  private static CustomDefinition scalar(ResolvedType type, SchemaGenerationContext context) {
    Class<?> raw = type.getErasedType();
    ObjectNode node = context.getGeneratorConfig().createObjectNode();
    List<String> units = ScalarTypes.units(raw);
    if (!units.isEmpty()) {
      node.put("type", "string")
          .put("pattern", "^" + NUMBER + " (" + String.join("|", units) + ")$");
    } else if (raw == CpuCores.class) {
      node.put("type", "number").put("minimum", 0);
    } else if (raw == LocalDate.class) {
      node.put("type", "string").put("pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
    } else if (raw.isEnum()) {
      ArrayNode words = node.putArray("enum");
      Arrays.stream(raw.getEnumConstants())
          .map(constant -> ScalarTypes.printed((Enum<?>) constant))
          .forEach(words::add);
    } else {
      return null;
    }
    return new CustomDefinition(
        node, CustomDefinition.DefinitionType.INLINE, CustomDefinition.AttributeInclusion.YES);
  }

  private static void alternatives(
      ObjectNode node, TypeScope scope, SchemaGenerationContext context) {
    ExactlyOneOf exactly = scope.getType().getErasedType().getAnnotation(ExactlyOneOf.class);
    AtLeastOneOf atLeast = scope.getType().getErasedType().getAnnotation(AtLeastOneOf.class);
    if (exactly != null) {
      required(node.putArray("oneOf"), exactly.value());
    } else if (atLeast != null) {
      required(node.putArray("anyOf"), atLeast.value());
    }
  }

  private static void required(ArrayNode choices, String[] keys) {
    for (String key : keys) {
      choices.addObject().putArray("required").add(key);
    }
  }

  private static void exampleAndDefault(
      ObjectNode node, FieldScope field, SchemaGenerationContext context) {
    Key key = key(field);
    boolean scalar = ScalarTypes.isScalar(field.getType().getErasedType());
    // the example of a record's own argument fits one kind of value only
    boolean argument = field.getRawMember().getGenericType() instanceof TypeVariable<?>;
    if (isItem(field) || !scalar || argument) {
      return;
    }
    put(node.putArray("examples"), key.example(), field);
    if (!key.byDefault().isEmpty()) {
      ArrayNode one = node.arrayNode();
      put(one, key.byDefault(), field);
      node.set("default", one.get(0));
    }
  }

  private static void put(ArrayNode values, String text, FieldScope field) {
    Class<?> raw = field.getType().getErasedType();
    if (raw == boolean.class) {
      values.add(Boolean.parseBoolean(text));
    } else if (isNumber(field) || raw == CpuCores.class) {
      values.add(new BigDecimal(text));
    } else {
      values.add(text);
    }
  }

  private static String name(FieldScope field) {
    Key key = field.getAnnotation(Key.class);
    return key == null || key.name().isEmpty()
        ? RecordKeys.snakeCase(field.getDeclaredName())
        : key.name();
  }

  private static boolean isOptional(FieldScope field) {
    boolean optional = field.getDeclaredType().getErasedType() == Optional.class;
    return optional || !key(field).byDefault().isEmpty();
  }

  private static Key key(FieldScope field) {
    Key key = field.getAnnotation(Key.class);
    if (key == null) {
      throw new IllegalStateException("no @Key on " + field.getDeclaredName());
    }
    return key;
  }

  private static boolean isItem(FieldScope field) {
    return field.isFakeContainerItemScope();
  }

  private static boolean isText(FieldScope field) {
    return field.getType().getErasedType() == String.class;
  }

  private static boolean isNumber(FieldScope field) {
    Class<?> raw = field.getType().getErasedType();
    boolean primitive = raw.isPrimitive() && raw != boolean.class;
    return primitive || Number.class.isAssignableFrom(raw);
  }

  private static BigDecimal bound(double value) {
    return Math.abs(value) >= Long.MAX_VALUE ? null : new BigDecimal(value);
  }

  private String text(ObjectNode schema) {
    DefaultIndenter indent = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(indent).withArrayIndenter(indent);
    try {
      return mapper.writer(printer).writeValueAsString(schema) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree can always be written", impossible);
    }
  }
}
