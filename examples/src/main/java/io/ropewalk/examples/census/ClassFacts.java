package io.ropewalk.examples.census;

import io.ropewalk.examples.ClassFiles;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the census wants to know about one class file. A record is immutable, so it can be handed
 * from thread to thread without a second thought.
 *
 * @param module the module that the class belongs to
 * @param methods how many methods it has, constructors and initialisers included
 * @param instructions how many byte-code instructions those consist of
 * @param bytes how long the file is
 */
record ClassFacts(String module, int methods, int instructions, int bytes) {

    /** Reads a class file and parses it down to the single instruction. */
    static ClassFacts read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int methods = 0;
        int instructions = 0;
        try {
            for (MethodModel method : ClassFile.of().parse(bytes).methods()) {
                methods++;
                instructions += method.code().map(ClassFacts::instructions).orElse(0);
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("not a class file: " + file, e);
        }
        return new ClassFacts(ClassFiles.moduleOf(file), methods, instructions, bytes.length);
    }

    private static int instructions(CodeModel code) {
        int count = 0;
        for (CodeElement element : code) {
            if (element instanceof Instruction) {
                count++;
            }
        }
        return count;
    }
}
