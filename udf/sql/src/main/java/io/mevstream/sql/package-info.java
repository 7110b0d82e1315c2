/** The maths callable from Flink SQL: one small function each, all in one module. */
package io.mevstream.sql;
