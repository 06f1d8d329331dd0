module lamp.example/lamp

go 1.22
