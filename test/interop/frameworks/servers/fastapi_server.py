import os
from typing import List, Literal, Optional, Union

import pydantic
import uvicorn
from fastapi import Depends, FastAPI, HTTPException, Path, Query, UploadFile
from fastapi.responses import JSONResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, Field

app = FastAPI(title="Books")
if pydantic.VERSION.startswith("1."):
    app.openapi_version = "3.0.2"  # the last one with `nullable`, whatever FastAPI's default is
bearer = HTTPBearer()


class NewBook(BaseModel):
    title: str = Field(min_length=1)
    year: int = Field(ge=1450, le=2100)
    # Pydantic before 2 does not say by itself that a field may be null.
    subtitle: Optional[str] = Field(..., nullable=True)


class Book(NewBook):
    id: int


class Card(BaseModel):
    kind: Literal["card"]
    number: str = Field(min_length=4, max_length=4)


class Cash(BaseModel):
    kind: Literal["cash"]
    coins: int = Field(ge=1)


class Kept(BaseModel):
    bytes: int


class Reader(BaseModel):
    name: str


@app.get("/books", response_model=List[Book])
def list_books(genre: List[Literal["novel", "poetry"]] = Query(min_items=1)):
    return [Book(id=index, title=title, year=1979, subtitle=None) for index, title in enumerate(genre, 1)]


@app.post("/books", status_code=201, response_model=Book)
def add_book(book: NewBook):
    return Book(id=3, **book.dict())


@app.get("/books/{id}", response_model=Book)
def book(id: int = Path(ge=1)):
    if os.environ.get("BROKEN") == "1":
        # A response of its own is sent as it is.
        return JSONResponse({"id": id, "title": "Solaris", "year": None, "subtitle": None})
    return Book(id=id, title="Solaris", year=1961, subtitle=None)


@app.post("/payments", response_model=Union[Card, Cash])
def pay(payment: Union[Card, Cash]):
    return payment


@app.post("/covers", response_model=Kept)
async def add_cover(cover: UploadFile):
    return Kept(bytes=len(await cover.read()))


@app.get("/me", response_model=Reader)
def me(credentials: HTTPAuthorizationCredentials = Depends(bearer)):
    if credentials.credentials != os.environ["TOKEN"]:
        raise HTTPException(401, "Bring a token.")
    return Reader(name="Ada")


uvicorn.run(app, host="127.0.0.1", port=int(os.environ["PORT"]), log_level="warning")
