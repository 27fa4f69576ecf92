/** Import this first: the program's log, made when it is first imported, then keeps off the tests' output, unless LOG_LEVEL says more. */
process.env.LOG_LEVEL ??= 'silent'
