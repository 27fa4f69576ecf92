/** Import this first: the program's log, made when it is first imported, then keeps off the tests' output. */
process.env.LOG_LEVEL = 'silent'
