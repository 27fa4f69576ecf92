/** What a test tells a server by its environment. */

export const port = Number(process.env.PORT)

/** The only token that the protected route takes. */
export const token = process.env.TOKEN

/** Whether the year of GET /books/{id} is null, which no document here allows. */
export const broken = process.env.BROKEN === '1'
