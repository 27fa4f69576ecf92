import 'reflect-metadata'
import {
  Body,
  Controller,
  Get,
  Module,
  Param,
  ParseFilePipe,
  ParseIntPipe,
  Post,
  Query,
  UnauthorizedException,
  UploadedFile,
  UseGuards,
  UseInterceptors,
  ValidationPipe,
} from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { FileInterceptor } from '@nestjs/platform-express'
import {
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiExtraModels,
  ApiOkResponse,
  ApiProperty,
  DocumentBuilder,
  getSchemaPath,
  SwaggerModule,
} from '@nestjs/swagger'
import { Transform, Type } from 'class-transformer'
import {
  IsIn,
  IsInt,
  IsNotEmpty,
  IsString,
  Matches,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator'
import { broken, port, token } from './setting.js'

// What TypeScript makes of decorators, by hand: it alone has parameter decorators.

function decorateField(target, name, type, ...decorators) {
  Reflect.defineMetadata('design:type', type, target.prototype, name)
  Reflect.decorate(decorators, target.prototype, name)
}

function decorateMethod(target, name, decorators, parameters = []) {
  for (const [index, [decorator]] of parameters.entries()) decorator(target.prototype, name, index)
  const types = parameters.map(([, type]) => type)
  Reflect.defineMetadata('design:paramtypes', types, target.prototype, name)
  const method = Object.getOwnPropertyDescriptor(target.prototype, name)
  Reflect.decorate(decorators, target.prototype, name, method)
}

class NewBook {}
decorateField(NewBook, 'title', String, IsString(), IsNotEmpty(), ApiProperty({ minLength: 1 }))
decorateField(
  NewBook,
  'year',
  Number,
  IsInt(),
  Min(1450),
  Max(2100),
  ApiProperty({ type: 'integer', minimum: 1450, maximum: 2100 }),
)
decorateField(
  NewBook,
  'subtitle',
  String,
  ValidateIf(({ subtitle }) => subtitle !== null),
  IsString(),
  ApiProperty({ type: String, nullable: true }),
)

class Book extends NewBook {}
decorateField(Book, 'id', Number, ApiProperty({ type: 'integer' }))

class Genres {}
decorateField(
  Genres,
  'genre',
  Array,
  Transform(({ value }) => [value].flat()),
  IsIn(['novel', 'poetry'], { each: true }),
  ApiProperty({ enum: ['novel', 'poetry'], isArray: true }),
)

class Card {}
decorateField(Card, 'kind', String, IsIn(['card']), ApiProperty({ enum: ['card'] }))
decorateField(Card, 'number', String, Matches(/^\d{4}$/), ApiProperty({ pattern: '^\\d{4}$' }))

class Cash {}
decorateField(Cash, 'kind', String, IsIn(['cash']), ApiProperty({ enum: ['cash'] }))
decorateField(Cash, 'coins', Number, IsInt(), Min(1), ApiProperty({ type: 'integer', minimum: 1 }))

class Order {}
decorateField(
  Order,
  'payment',
  Object,
  ValidateNested(),
  Type(() => Object, {
    keepDiscriminatorProperty: true,
    discriminator: {
      property: 'kind',
      subTypes: [
        { value: Card, name: 'card' },
        { value: Cash, name: 'cash' },
      ],
    },
  }),
  ApiProperty({ oneOf: [{ $ref: getSchemaPath(Card) }, { $ref: getSchemaPath(Cash) }] }),
)
Reflect.decorate([ApiExtraModels(Card, Cash)], Order)

class Kept {}
decorateField(Kept, 'bytes', Number, ApiProperty({ type: 'integer' }))

class Reader {}
decorateField(Reader, 'name', String, ApiProperty())

class SignedIn {
  canActivate(context) {
    const { authorization } = context.switchToHttp().getRequest().headers
    if (authorization !== `Bearer ${token}`) throw new UnauthorizedException()
    return true
  }
}

class Library {
  books({ genre }) {
    return genre.map((title, index) => ({ id: index + 1, title, year: 1979, subtitle: null }))
  }

  addBook(book) {
    return { id: 3, ...book }
  }

  book(id) {
    return { id, title: 'Solaris', year: broken ? null : 1961, subtitle: null }
  }

  pay(order) {
    return order
  }

  addCover({ size }) {
    return { bytes: size }
  }

  me() {
    return { name: 'Ada' }
  }
}
decorateMethod(Library, 'books', [Get('books'), ApiOkResponse({ type: [Book] })], [[Query(), Genres]])
decorateMethod(Library, 'addBook', [Post('books'), ApiCreatedResponse({ type: Book })], [[Body(), NewBook]])
decorateMethod(
  Library,
  'book',
  [Get('books/:id'), ApiOkResponse({ type: Book })],
  [[Param('id', ParseIntPipe), Number]],
)
decorateMethod(Library, 'pay', [Post('payments'), ApiCreatedResponse({ type: Order })], [[Body(), Order]])
decorateMethod(
  Library,
  'addCover',
  [
    Post('covers'),
    UseInterceptors(FileInterceptor('cover')),
    ApiConsumes('multipart/form-data'),
    ApiBody({ schema: { type: 'object', properties: { cover: { type: 'string', format: 'binary' } } } }),
    ApiCreatedResponse({ type: Kept }),
  ],
  [[UploadedFile(new ParseFilePipe()), Object]],
)
decorateMethod(Library, 'me', [
  Get('me'),
  UseGuards(SignedIn),
  ApiBearerAuth(),
  ApiOkResponse({ type: Reader }),
])
Reflect.decorate([Controller()], Library)

class App {}
Reflect.decorate([Module({ controllers: [Library] })], App)

const app = await NestFactory.create(App, { logger: false })
app.useGlobalPipes(new ValidationPipe({ transform: true, forbidUnknownValues: true }))
const config = new DocumentBuilder().setTitle('Books').addBearerAuth().build()
SwaggerModule.setup('api', app, () => SwaggerModule.createDocument(app, config))
await app.listen(port, '127.0.0.1')
