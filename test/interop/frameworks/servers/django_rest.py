import os

import django
from django.conf import settings
from django.core.management import execute_from_command_line

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    INSTALLED_APPS=["rest_framework", "drf_spectacular"],
    ROOT_URLCONF=__name__,
    REST_FRAMEWORK={
        "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
        "DEFAULT_AUTHENTICATION_CLASSES": [],
        "DEFAULT_PERMISSION_CLASSES": [],
        "UNAUTHENTICATED_USER": None,
    },
    SPECTACULAR_SETTINGS={"TITLE": "Books", "VERSION": "1.0.0", "SERVE_INCLUDE_SCHEMA": False, "COMPONENT_SPLIT_REQUEST": True},
)
django.setup()

from django.urls import path
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import OpenApiParameter, PolymorphicProxySerializer, extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework import parsers, serializers
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.response import Response
from rest_framework.views import APIView


class NewBook(serializers.Serializer):
    id = serializers.IntegerField(read_only=True)
    title = serializers.CharField(min_length=1)
    year = serializers.IntegerField(min_value=1450, max_value=2100)
    subtitle = serializers.CharField(allow_null=True)
    shelf = serializers.CharField(write_only=True)


class Genres(serializers.Serializer):
    genre = serializers.MultipleChoiceField(choices=["novel", "poetry"], allow_empty=False)


class Card(serializers.Serializer):
    kind = serializers.ChoiceField(choices=["card"])
    number = serializers.RegexField(r"^\d{4}$")


class Cash(serializers.Serializer):
    kind = serializers.ChoiceField(choices=["cash"])
    coins = serializers.IntegerField(min_value=1)


class Cover(serializers.Serializer):
    cover = serializers.FileField()


class Kept(serializers.Serializer):
    bytes = serializers.IntegerField()


class Reader(serializers.Serializer):
    name = serializers.CharField()


payment = PolymorphicProxySerializer(
    component_name="Payment", serializers={"card": Card, "cash": Cash}, resource_type_field_name="kind"
)


class Books(APIView):
    @extend_schema(parameters=[Genres], responses=NewBook(many=True))
    def get(self, request):
        genres = Genres(data=request.query_params)
        genres.is_valid(raise_exception=True)
        chosen = sorted(genres.validated_data["genre"])
        books = [dict(id=index, title=title, year=1979, subtitle=None) for index, title in enumerate(chosen, 1)]
        return Response(NewBook(books, many=True).data)

    @extend_schema(request=NewBook, responses={201: NewBook})
    def post(self, request):
        book = NewBook(data=request.data)
        book.is_valid(raise_exception=True)
        return Response(NewBook({**book.validated_data, "id": 3}).data, 201)


class OneBook(APIView):
    @extend_schema(responses=NewBook)
    def get(self, request, id):
        year = None if os.environ.get("BROKEN") == "1" else 1961
        return Response({"id": id, "title": "Solaris", "year": year, "subtitle": None})


class Payments(APIView):
    @extend_schema(request=payment, responses=payment)
    def post(self, request):
        kind = request.data.get("kind") if isinstance(request.data, dict) else None
        chosen = (Cash if kind == "cash" else Card)(data=request.data)
        chosen.is_valid(raise_exception=True)
        return Response(chosen.data)


class Covers(APIView):
    parser_classes = [parsers.MultiPartParser]

    @extend_schema(request=Cover, responses=Kept)
    def post(self, request):
        cover = Cover(data=request.data)
        cover.is_valid(raise_exception=True)
        return Response({"bytes": cover.validated_data["cover"].size})


class Bearer(BaseAuthentication):
    def authenticate(self, request):
        header = get_authorization_header(request).decode()
        if header == "":
            return None
        if header != f"Bearer {os.environ['TOKEN']}":
            raise AuthenticationFailed()
        return ("Ada", None)

    def authenticate_header(self, request):
        return "Bearer"


class BearerScheme(OpenApiAuthenticationExtension):
    target_class = Bearer
    name = "bearer"

    def get_security_definition(self, auto_schema):
        return {"type": "http", "scheme": "bearer"}


class SignedIn(BasePermission):
    def has_permission(self, request, view):
        return request.user is not None


class Me(APIView):
    authentication_classes = [Bearer]
    permission_classes = [SignedIn]

    @extend_schema(responses=Reader)
    def get(self, request):
        return Response({"name": request.user})


urlpatterns = [
    path("books", Books.as_view()),
    path("books/<int:id>", OneBook.as_view()),
    path("payments", Payments.as_view()),
    path("covers", Covers.as_view()),
    path("me", Me.as_view()),
    path("api/schema/", SpectacularAPIView.as_view()),
]

execute_from_command_line(["manage.py", "runserver", "--noreload", f"127.0.0.1:{os.environ['PORT']}"])
