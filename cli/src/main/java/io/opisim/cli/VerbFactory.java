package io.opisim.cli;

import java.lang.reflect.Constructor;
import picocli.CommandLine;

/** Makes verbs; those that want the console get it. */
final class VerbFactory implements CommandLine.IFactory {
  private final Console console;

  VerbFactory(Console console) {
    this.console = console;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 1
          && constructor.getParameterTypes()[0] == Console.class) {
        return type.cast(constructor.newInstance(console));
      }
    }
    return CommandLine.defaultFactory().create(type);
  }
}
