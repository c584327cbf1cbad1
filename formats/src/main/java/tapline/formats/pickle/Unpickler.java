package tapline.formats.pickle;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// Builds the value that a pickle describes, of protocol 2 to 5, out of plain data and what a [Vocabulary] has.
///
/// Each operation takes its arguments from a stack and puts its result there. None of them costs more than a small
/// multiple of its own bytes, nothing recurses, and nothing is run but the vocabulary's own functions. A value may
/// hold itself: whoever walks through it has to expect that.
public final class Unpickler {
    private static final int LAST_PROTOCOL = 5;
    private static final int FIRST_PROTOCOL = 2;

    /// What is under a number that nothing was kept under.
    private enum Missing {
        VALUE
    }

    private final PickleInput in;
    private final Vocabulary vocabulary;
    private final List<Object> stack = new ArrayList<>();
    /// Where on the stack the open marks are.
    private final List<Integer> marks = new ArrayList<>();

    /// Kept values by their numbers.
    private final List<Object> memo = new ArrayList<>();

    private boolean stopped;

    /// @param bytes what the pickle is in
    /// @param at where it begins there
    public Unpickler(MemorySegment bytes, long at, Vocabulary vocabulary) {
        this.in = new PickleInput(bytes, at);
        this.vocabulary = vocabulary;
    }

    /// The byte behind the pickle, once it is read.
    public long position() {
        return in.position();
    }

    /// The value.
    ///
    /// @throws PickleException if the bytes are no pickle, or one that names what the vocabulary lacks
    public Object load() throws PickleException {
        if (in.operation() != Opcode.PROTO) {
            throw in.problem("expected a pickle of protocol " + FIRST_PROTOCOL + " to " + LAST_PROTOCOL);
        }
        protocol();
        while (!stopped) {
            step(in.operation());
        }
        Object value = pop();
        if (!stack.isEmpty() || !marks.isEmpty()) {
            throw in.problem("expected one value at the end of the pickle, but found " + (stack.size() + 1));
        }
        return value;
    }

    private void step(int code) throws PickleException {
        switch (code) {
            case Opcode.PROTO -> protocol();
            case Opcode.FRAME -> in.i64();
            case Opcode.STOP -> stopped = true;
            case Opcode.MARK -> marks.add(stack.size());
            case Opcode.POP -> pop();
            case Opcode.POP_MARK -> popMark();
            case Opcode.DUP -> push(top());
            case Opcode.BINPUT -> keep(in.u8(), top());
            case Opcode.LONG_BINPUT -> keep(in.u32(), top());
            case Opcode.MEMOIZE -> memo.add(top());
            case Opcode.BINGET -> push(recall(in.u8()));
            case Opcode.LONG_BINGET -> push(recall(in.u32()));
            case Opcode.GLOBAL -> push(global(in.line(), in.line()));
            case Opcode.STACK_GLOBAL -> stackGlobal();
            case Opcode.REDUCE -> reduce();
            case Opcode.BUILD -> build();
            case Opcode.BINPERSID -> push(persistent(pop()));
            default -> {
                if (!literal(code) && !container(code)) {
                    throw in.problem(String.format(
                            "expected an operation that builds plain data or tensors, but found 0x%02x '%s'",
                            code, code > ' ' && code < 0x7f ? (char) code : '?'));
                }
            }
        }
    }

    private boolean literal(int code) throws PickleException {
        switch (code) {
            case Opcode.NONE -> push(null);
            case Opcode.NEWTRUE -> push(true);
            case Opcode.NEWFALSE -> push(false);
            case Opcode.BININT -> push((long) in.i32());
            case Opcode.BININT1 -> push((long) in.u8());
            case Opcode.BININT2 -> push((long) in.u16());
            case Opcode.LONG1 -> push(in.integer(in.u8()));
            case Opcode.LONG4 -> push(in.integer(in.i32()));
            case Opcode.BINFLOAT -> push(in.f64());
            case Opcode.SHORT_BINUNICODE, Opcode.SHORT_BINSTRING -> push(in.utf8(in.u8()));
            case Opcode.BINUNICODE, Opcode.BINSTRING -> push(in.utf8(in.u32()));
            case Opcode.BINUNICODE8 -> push(in.utf8(in.i64()));
            case Opcode.SHORT_BINBYTES -> push(in.bytes(in.u8()));
            case Opcode.BINBYTES -> push(in.bytes(in.u32()));
            case Opcode.BINBYTES8, Opcode.BYTEARRAY8 -> push(in.bytes(in.i64()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean container(int code) throws PickleException {
        switch (code) {
            case Opcode.EMPTY_LIST, Opcode.EMPTY_SET -> push(new ArrayList<>(0));
            case Opcode.LIST, Opcode.FROZENSET -> push(popMark());
            case Opcode.APPEND -> {
                Object item = pop();
                list().add(item);
            }
            case Opcode.APPENDS, Opcode.ADDITEMS -> {
                List<Object> items = popMark();
                list().addAll(items);
            }
            case Opcode.EMPTY_TUPLE -> push(PickleTuple.EMPTY);
            case Opcode.TUPLE -> push(new PickleTuple(popMark()));
            case Opcode.TUPLE1 -> push(new PickleTuple(pop(1)));
            case Opcode.TUPLE2 -> push(new PickleTuple(pop(2)));
            case Opcode.TUPLE3 -> push(new PickleTuple(pop(3)));
            case Opcode.EMPTY_DICT -> push(new PickleDict());
            case Opcode.DICT -> {
                List<Object> items = popMark();
                push(new PickleDict());
                putAll(items);
            }
            case Opcode.SETITEM -> putAll(pop(2));
            case Opcode.SETITEMS -> putAll(popMark());
            default -> {
                return false;
            }
        }
        return true;
    }

    private void protocol() throws PickleException {
        int protocol = in.u8();
        if (protocol < FIRST_PROTOCOL || protocol > LAST_PROTOCOL) {
            throw in.problem("expected a pickle of protocol " + FIRST_PROTOCOL + " to " + LAST_PROTOCOL + ", but found "
                    + protocol);
        }
    }

    /// Whoever counts what is kept stays below the number of bytes, so larger numbers would only waste memory.
    private void keep(long index, Object value) throws PickleException {
        if (index > in.position()) {
            throw in.problem("expected values to be numbered one after the other, but found number " + index);
        }
        while (memo.size() <= index) {
            memo.add(Missing.VALUE);
        }
        memo.set((int) index, value);
    }

    private Object recall(long index) throws PickleException {
        if (index >= memo.size() || memo.get((int) index) == Missing.VALUE) {
            throw in.problem("expected a value that was kept under number " + index + ", but there is none");
        }
        return memo.get((int) index);
    }

    private void stackGlobal() throws PickleException {
        List<Object> names = pop(2);
        if (names.get(0) instanceof String module && names.get(1) instanceof String name) {
            push(global(module, name));
        } else {
            throw in.problem("expected the names of a module and of something in it");
        }
    }

    private Object global(String module, String name) throws PickleException {
        try {
            return vocabulary.global(module, name);
        } catch (IllegalArgumentException e) {
            throw in.problem(e.getMessage());
        }
    }

    private void reduce() throws PickleException {
        List<Object> call = pop(2);
        if (!(call.get(0) instanceof PickleFunction function) || !(call.get(1) instanceof PickleTuple arguments)) {
            throw in.problem("expected a function and a tuple of its arguments");
        }
        try {
            push(function.call(arguments.items()));
        } catch (IllegalArgumentException e) {
            throw in.problem(e.getMessage());
        }
    }

    /// A dictionary may have attributes, which are left out: PyTorch's `_metadata` are the versions of its modules.
    private void build() throws PickleException {
        pop();
        if (!(top() instanceof PickleDict)) {
            throw in.problem("expected attributes of nothing but dictionaries");
        }
    }

    private Object persistent(Object id) throws PickleException {
        try {
            return vocabulary.persistent(id);
        } catch (IllegalArgumentException e) {
            throw in.problem(e.getMessage());
        }
    }

    private void putAll(List<Object> items) throws PickleException {
        if (!(top() instanceof PickleDict dict) || items.size() % 2 != 0) {
            throw in.problem("expected a dictionary, and keys with values to put into it");
        }
        for (int i = 0; i < items.size(); i += 2) {
            dict.put(items.get(i), items.get(i + 1));
        }
    }

    /// Only lists are lists of objects here, so the cast is right.
    @SuppressWarnings("unchecked")
    private List<Object> list() throws PickleException {
        if (!(top() instanceof ArrayList<?> list)) {
            throw in.problem("expected a list to append to");
        }
        return (List<Object>) list;
    }

    private void push(Object value) {
        stack.add(value);
    }

    private Object top() throws PickleException {
        return stack.get(require(1));
    }

    private Object pop() throws PickleException {
        return stack.remove(require(1));
    }

    private List<Object> pop(int count) throws PickleException {
        return take(require(count));
    }

    private List<Object> popMark() throws PickleException {
        if (marks.isEmpty()) {
            throw in.problem("expected a mark on the stack, but there is none");
        }
        return take(marks.removeLast());
    }

    private List<Object> take(int from) {
        List<Object> above = stack.subList(from, stack.size());
        List<Object> taken = new ArrayList<>(above);
        above.clear();
        return taken;
    }

    /// Where the topmost `count` values begin. Those below a mark can't be had before the mark is.
    private int require(int count) throws PickleException {
        int from = stack.size() - count;
        if (from < (marks.isEmpty() ? 0 : marks.getLast())) {
            throw in.problem("expected more values on the stack");
        }
        return from;
    }
}
