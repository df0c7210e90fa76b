/** The house's floors and rules, as tests over the classes of all modules. */
package io.opisim.architecture;
