package io.opisim.simcore.units;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What one key of an input file means, beside the record component that holds its value.
 *
 * <p>Validation, JSON Schema and the reference page are all made from it. The key is the
 * component's name in snake case, unless {@link #name} gives another.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT})
public @interface Key {
  /** One sentence. */
  String value();

  /** The key, where the component cannot bear its name. */
  String name() default "";

  /** A value as it would be written. */
  String example() default "";

  /** The value taken when the key is absent, as it would be written; empty for none. */
  String byDefault() default "";

  /** For words: the kind of id that is due, as {@code policy}; empty for free text. */
  String ids() default "";

  /** Whether a text must be a kebab-case id. */
  boolean kebabCase() default false;

  /** Whether 0 is refused (negative amounts always are, unless {@link #min} says otherwise). */
  boolean positive() default false;

  /** The least number accepted. */
  double min() default 0;

  /** The greatest number accepted. */
  double max() default Double.POSITIVE_INFINITY;
}
